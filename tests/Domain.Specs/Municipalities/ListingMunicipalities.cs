using CommunityGrains.Domain.Municipalities;
using static CommunityGrains.Domain.Municipalities.MunicipalityCommand;

namespace CommunityGrains.Domain.Specs.Municipalities;

public sealed class ListingMunicipalities()
    : Specification<MunicipalityCommand, MunicipalityEvent, Municipality>(GrainKinds.Municipality)
{
    private const string Name = "Уфа", Official = "Городской округ город Уфа", Code = "80701000";
    private static readonly DateOnly Before = new(2019, 1, 1), Start = new(2020, 1, 1);
    private static readonly DateOnly Later = new(2026, 1, 1);
    private static readonly MunicipalityId Self = new(Id(1)), Other = new(Id(2)), Third = new(Id(3));
    private static readonly GeoPoint Centre = new(54.73, 55.96);

    private static readonly GeoArea Area =
        new([[[new(54.6, 55.8), new(54.6, 56.1), new(54.8, 56.1), new(54.6, 55.8)]]]);

    private static readonly MunicipalityEvent ItIsListed =
        new MunicipalityEvent.Listed(
            Name, Official, MunicipalityForm.UrbanOkrug, "RU-BA", Start, Code, Centre);

    private static readonly MunicipalityEvent ItIsMerged =
        new MunicipalityEvent.MergedInto(Other, Later, "Закон № 1");

    [Fact]
    public void A_municipality_is_listed() => Given()
        .When(AsListed(Start))
        .Then(ItIsListed);

    [Fact]
    public void The_same_list_again_changes_nothing() => Given(ItIsListed)
        .When(AsListed(Later))
        .ThenAlreadySo();

    [Fact]
    public void Another_name_in_the_list_renames_it_from_that_day() => Given(ItIsListed)
        .When(AsListed(Later) with { OfficialName = "Город Уфа" })
        .Then(new MunicipalityEvent.Renamed(Name, "Город Уфа", Later));

    [Fact]
    public void Everything_that_differs_is_an_event_of_its_own() => Given(ItIsListed)
        .When(new List(
            Asked(Later), "Новая Уфа", Official, MunicipalityForm.MunicipalOkrug, "RU-BA", "80701001",
            new(54.7, 56)))
        .Then(
            new MunicipalityEvent.Renamed("Новая Уфа", Official, Later),
            new MunicipalityEvent.CodeGiven("80701001", Later),
            new MunicipalityEvent.FormChanged(MunicipalityForm.MunicipalOkrug, Later),
            new MunicipalityEvent.CentreSet(new(54.7, 56)));

    [Theory]
    [InlineData(null)]
    [InlineData(" ")]
    public void A_list_without_code_and_centre_takes_neither_away(string? code) => Given(ItIsListed)
        .When(AsListed(Later) with { Oktmo = code, Centre = null })
        .ThenAlreadySo();

    [Fact]
    public void An_old_list_that_says_what_held_then_changes_nothing() => Given(
            ItIsListed, new MunicipalityEvent.Renamed("Новая Уфа", Official, Later))
        .When(AsListed(Later.AddDays(-1)))
        .ThenAlreadySo();

    [Fact]
    public void An_old_list_does_not_undo_what_is_newer() => Given(
            ItIsListed, new MunicipalityEvent.Renamed("Новая Уфа", Official, Later))
        .When(AsListed(Later.AddDays(-1)) with { Name = "Уфа-2", Form = MunicipalityForm.MunicipalOkrug })
        .ThenRefused("municipality.newer-known", "name");

    [Fact]
    public void A_list_from_before_the_first_must_agree_with_it() => Given(ItIsListed)
        .When(AsListed(Before) with
        {
            Name = "Старая Уфа", Oktmo = "80701009", Form = MunicipalityForm.MunicipalOkrug,
        })
        .ThenRefused("municipality.newer-known", "name", "oktmo", "form");

    [Fact]
    public void A_municipality_does_not_wander_to_another_region() => Given(ItIsListed)
        .When(AsListed(Later) with { Region = "RU-KIR" })
        .ThenRefused("municipality.region-differs");

    [Theory]
    [InlineData("", Official, "municipality.field-missing", "name")]
    [InlineData(Name, " ", "municipality.field-missing", "official-name")]
    [InlineData("bell\a", Official, "municipality.field-invalid", "name")]
    public void It_has_a_name_and_an_official_one(string name, string official, string code, string field)
    {
        Given().When(AsListed(Start) with { Name = name, OfficialName = official }).ThenRefused(code, field);
        Given(ItIsListed).When(new Rename(Asked(Later), name, official, Later)).ThenRefused(code, field);
    }

    [Fact]
    public void A_name_has_a_limit() => Given()
        .When(AsListed(Start) with { Name = new string('У', 501) })
        .ThenRefused("municipality.text-too-long", "name");

    [Theory]
    [InlineData("RU-BA", true)]
    [InlineData("RU-KIR", true)]
    [InlineData("ru-ba", false)]
    [InlineData("Башкортостан", false)]
    [InlineData("RU-", false)]
    [InlineData("RU-KIRO", false)]
    public void A_region_is_an_ISO_code(string region, bool accepted)
    {
        var asked = Given().When(AsListed(Start) with { Region = region });
        if (accepted) asked.Then(((MunicipalityEvent.Listed)ItIsListed) with { Region = region });
        else asked.ThenRefused("municipality.field-invalid", "region");
    }

    [Fact]
    public void A_centre_lies_on_earth() => Given()
        .When(AsListed(Start) with { Centre = new(91, 0) })
        .ThenRefused("municipality.field-invalid", "centre");

    [Theory]
    [InlineData("80701000", true)]
    [InlineData("80701000001", true)]
    [InlineData("8070100", false)]
    [InlineData("807010000", false)]
    [InlineData("8070100x", false)]
    [InlineData("", false)]
    public void A_code_has_8_or_11_digits(string code, bool accepted)
    {
        var decision = MunicipalityDecider.Decide(new GiveCode(Asked(Later), code, Later), Bare());
        decision.ShouldBe(accepted
            ? Decision<MunicipalityEvent>.Accept(new MunicipalityEvent.CodeGiven(code, Later))
            : Decision<MunicipalityEvent>.Refuse("municipality.oktmo-invalid"));
    }

    [Fact]
    public void A_wrong_code_in_the_list_is_refused_too() => Given()
        .When(AsListed(Start) with { Oktmo = "123" })
        .ThenRefused("municipality.oktmo-invalid");

    [Fact]
    public void It_is_renamed_from_a_date() => Given(ItIsListed)
        .When(new Rename(Asked(Later.AddDays(1)), "Новая Уфа", Official, Later))
        .Then(new MunicipalityEvent.Renamed("Новая Уфа", Official, Later));

    [Fact]
    public void It_is_not_renamed_behind_a_newer_name() => Given(
            ItIsListed, new MunicipalityEvent.Renamed("Новая Уфа", Official, Later))
        .When(new Rename(Asked(Later), "Иная Уфа", Official, Later.AddDays(-1)))
        .ThenRefused("municipality.newer-known", "name");

    [Fact]
    public void A_mistaken_name_is_mended_from_its_own_date()
    {
        Given(ItIsListed, new MunicipalityEvent.Renamed("Новая Уфа", Official, Later));
        var mended = new MunicipalityEvent.Renamed("Новейшая Уфа", Official, Later);
        Given().When(new Rename(Asked(Later), "Новейшая Уфа", Official, Later)).Then(mended);
        Given(mended);
        Listed.Names.Count.ShouldBe(2);
    }

    [Fact]
    public void A_new_code_leaves_the_old_one_on_record()
    {
        Given(ItIsListed)
            .When(new GiveCode(Asked(Later), "80701001", Later))
            .Then(new MunicipalityEvent.CodeGiven("80701001", Later));
        Given(new MunicipalityEvent.CodeGiven("80701001", Later));
        Listed.CodeOn(Before).ShouldBeNull();
        Listed.CodeOn(Later.AddDays(-1))!.Oktmo.ShouldBe(Code);
        Listed.CodeOn(Later)!.Oktmo.ShouldBe("80701001");
    }

    [Fact]
    public void No_code_is_given_behind_a_newer_one() => Given(ItIsListed)
        .When(new GiveCode(Asked(Later), "80701001", Before))
        .ThenRefused("municipality.newer-known", "oktmo");

    [Fact]
    public void The_name_and_the_form_can_be_asked_on_a_date()
    {
        Given(
            ItIsListed, new MunicipalityEvent.Renamed("Новая Уфа", Official, Later),
            new MunicipalityEvent.FormChanged(MunicipalityForm.MunicipalOkrug, Later));
        Listed.NameOn(Before).Name.ShouldBe(Name, "before the first known name, the first");
        Listed.NameOn(Later.AddDays(-1)).Name.ShouldBe(Name);
        Listed.NameOn(Later).Name.ShouldBe("Новая Уфа");
        Listed.FormOn(Later.AddDays(-1)).Form.ShouldBe(MunicipalityForm.UrbanOkrug);
        Listed.FormOn(Later).Form.ShouldBe(MunicipalityForm.MunicipalOkrug);
    }

    [Fact]
    public void It_gets_a_boundary_with_its_source() => Given(ItIsListed)
        .When(new SetBoundary(Asked(Later), Area, Start, "An invented outline, CC0"))
        .Then(new MunicipalityEvent.BoundarySet(Area, Start, "An invented outline, CC0"));

    [Fact]
    public void A_boundary_needs_a_source() => Given(ItIsListed)
        .When(new SetBoundary(Asked(Later), Area, Start, ""))
        .ThenRefused("municipality.field-missing", "source");

    [Fact]
    public void A_ring_of_three_points_is_no_boundary() => Given(ItIsListed)
        .When(new SetBoundary(Asked(Later), new([[[.. Area.Polygons[0][0].Take(3)]]]), Start, "Invented"))
        .ThenRefused("municipality.field-invalid", "boundary");

    [Fact]
    public void An_older_boundary_does_not_replace_a_newer_one() => Given(
            ItIsListed, new MunicipalityEvent.BoundarySet(Area, Later, "Invented"))
        .When(new SetBoundary(Asked(Later), new([.. Area.Polygons, .. Area.Polygons]), Start, "Invented"))
        .ThenRefused("municipality.newer-known", "boundary");

    [Fact]
    public void It_becomes_part_of_another() => Given(ItIsListed)
        .When(new MergeInto(Asked(Later), Self, Other, Later, "Закон № 1"))
        .Then(ItIsMerged);

    [Fact]
    public void It_does_not_become_part_of_itself() => Given(ItIsListed)
        .When(new MergeInto(Asked(Later), Self, Self, Later, "Закон № 1"))
        .ThenRefused("municipality.into-itself");

    [Fact]
    public void A_merger_has_a_basis() => Given(ItIsListed)
        .When(new MergeInto(Asked(Later), Self, Other, Later, ""))
        .ThenRefused("municipality.field-missing", "basis");

    [Fact]
    public void It_becomes_part_of_another_only_once() => Given(ItIsListed, ItIsMerged)
        .When(new MergeInto(Asked(Later), Self, Third, Later, "Закон № 2"))
        .ThenRefused("municipality.merged", Other.ToString());

    [Fact]
    public void A_list_does_not_bring_a_merged_one_back() => Given(ItIsListed, ItIsMerged)
        .When(AsListed(Later))
        .ThenRefused("municipality.merged", Other.ToString());

    [Fact]
    public void What_starts_tomorrow_is_recorded_tomorrow()
    {
        var today = Asked(Later.AddDays(-1));
        MunicipalityCommand[] early =
        [
            new Rename(today, "Новая Уфа", Official, Later), new GiveCode(today, "80701001", Later),
            new SetBoundary(today, Area, Later, "Invented"),
            new MergeInto(today, Self, Other, Later, "Закон № 1"),
        ];
        Given(ItIsListed);
        foreach (var command in early)
            Given().When(command).ThenRefused("municipality.in-the-future", "from");
    }

    public static TheoryData<MunicipalityCommand> AllButListing =>
    [
        new Rename(Asked(Later), Name, Official, Later),
        new GiveCode(Asked(Later), Code, Later),
        new SetBoundary(Asked(Later), Area, Later, "Invented"),
        new MergeInto(Asked(Later), Self, Other, Later, "Закон № 1"),
    ];

    [Theory]
    [MemberData(nameof(AllButListing), DisableDiscoveryEnumeration = true)]
    public void What_is_not_listed_is_unknown(MunicipalityCommand command) => Given()
        .When(command)
        .ThenRefused("municipality.unknown");

    private Municipality.Listed Listed => State.ShouldBeOfType<Municipality.Listed>();

    private static Municipality Bare() => Municipality.Evolve(
        Municipality.Initial, ((MunicipalityEvent.Listed)ItIsListed) with { Oktmo = null });

    private static List AsListed(DateOnly on) =>
        new(Asked(on), Name, Official, MunicipalityForm.UrbanOkrug, "RU-BA", Code, Centre);

    private static Asked Asked(DateOnly on) =>
        new(new(Id(9)), new(Id(8)), new(on, new(9, 0), TimeSpan.Zero), on);

    private static Guid Id(int number) => new(number, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]);
}
