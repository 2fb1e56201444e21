using CommunityGrains.Domain.Communities;
using static CommunityGrains.Domain.Communities.CommunityCommand;

namespace CommunityGrains.Domain.Specs.Communities;

public sealed class EnteringACommunity : CommunitySpecification
{
    [Fact]
    public void A_resident_proposes_a_community() => Given()
        .When(new Propose(On(Monday, Resident), OldTownFields))
        .Then(ItIsProposed);

    [Fact]
    public void A_resident_proposes_a_community_and_its_head() => Given()
        .When(new Propose(On(Monday, Resident), OldTownFields, Head))
        .Then(ItIsProposed, new CommunityEvent.HeadNamed(Head));

    [Fact]
    public void A_manager_confirms_what_was_proposed() => Given(ItIsProposed)
        .When(new ConfirmRegistration(Today, " Протокол № 3 "))
        .Then(new CommunityEvent.RegistrationConfirmed("Протокол № 3"));

    [Fact]
    public void Nothing_is_confirmed_without_a_basis() => Given(ItIsProposed)
        .When(new ConfirmRegistration(Today, " "))
        .ThenRefused("community.field-missing", "registration-basis");

    [Fact]
    public void A_manager_rejects_what_was_proposed_and_says_why() => Given(ItIsProposed)
        .When(new Reject(Today, "Nobody knows it"))
        .Then(new CommunityEvent.Rejected("Nobody knows it"));

    [Fact]
    public void Nothing_is_rejected_without_a_reason() => Given(ItIsProposed)
        .When(new Reject(Today, ""))
        .ThenRefused("community.field-missing", "reason");

    [Fact]
    public void What_is_registered_is_closed_not_rejected() => Given(ItIsRegistered)
        .When(new Reject(Today, "Nobody knows it"))
        .ThenRefused("community.registered-already");

    [Fact]
    public void A_manager_registers_a_community_on_a_basis() => Given()
        .When(new Register(Today, OldTownFields, "Решение Совета № 105", Head))
        .Then(ItIsRegistered, new CommunityEvent.HeadNamed(Head));

    [Fact]
    public void Nothing_is_registered_without_a_basis() => Given()
        .When(new Register(Today, OldTownFields, ""))
        .ThenRefused("community.field-missing", "registration-basis");

    [Fact]
    public void An_entry_needs_a_name_a_form_and_a_municipality() => Given()
        .When(new Register(Today, [new(RegisterField.Address, "Yard"), new(RegisterField.Form, " ")], "Act"))
        .ThenRefused("community.field-missing", "name", "form", "municipality");

    [Fact]
    public void Every_field_that_is_wrong_is_named_at_once() => Given()
        .When(new Register(
            Today,
            [
                .. OldTownFields,
                new(RegisterField.ActDate, "12.12.2010"), new(RegisterField.Members, "many"),
                new(RegisterField.LegalEntity, "yes"), new(RegisterField.Location, "54.7,200"),
            ],
            "Act"))
        .ThenRefused("community.field-invalid", "legal-entity", "location", "act-date", "members");

    [Theory]
    [InlineData(RegisterField.Inn, "0235666291", true)]
    [InlineData(RegisterField.Inn, "0235666290", true)] // a wrong check digit: registers hold such
    [InlineData(RegisterField.Inn, "235666291", false)]
    [InlineData(RegisterField.Ogrn, "1020261853214", true)]
    [InlineData(RegisterField.Ogrn, "10202618532", false)]
    [InlineData(RegisterField.Municipality, "00000000-0000-0000-0000-000000000000", false)]
    [InlineData(RegisterField.Note, "line\nline", true)]
    [InlineData(RegisterField.Note, "bell\a", false)]
    [InlineData(RegisterField.Note, "half \ud83d", false)]
    public void Only_the_shape_of_a_value_is_refused(RegisterField field, string value, bool accepted)
    {
        var register = new Register(Today, [.. OldTownFields, new(field, value)], "Act");
        var decision = CommunityDecider.Decide(register, Community.Initial);
        if (accepted) decision.ShouldBeOfType<Decision<CommunityEvent>.Accepted>();
        else
            decision.ShouldBe(Refused("community.field-invalid", field));
    }

    [Theory]
    [InlineData(RegisterField.Name, 500, true)]
    [InlineData(RegisterField.Name, 501, false)]
    [InlineData(RegisterField.Note, 4000, true)]
    [InlineData(RegisterField.Note, 4001, false)]
    public void Texts_have_a_limit(RegisterField field, int length, bool accepted)
    {
        var register = new Register(Today, [.. OldTownFields, new(field, new string('а', length))], "Act");
        var decision = CommunityDecider.Decide(register, Community.Initial);
        if (accepted) decision.ShouldBeOfType<Decision<CommunityEvent>.Accepted>();
        else
            decision.ShouldBe(Refused("community.text-too-long", field));
    }

    private static Decision<CommunityEvent> Refused(string code, RegisterField field) =>
        Decision<CommunityEvent>.Refuse(code, KebabCase.Of(field));

    [Fact]
    public void A_registered_one_is_not_entered_again() => Given(ItIsRegistered)
        .When(new Register(Today, [.. OldTownFields, new(RegisterField.Note, "other")], "Act"))
        .ThenRefused("community.known-already");

    [Fact]
    public void A_proposed_one_is_confirmed_not_registered_beside() => Given(ItIsProposed)
        .When(new Register(Today, OldTownFields, "Act"))
        .ThenRefused("community.known-already");

    [Fact]
    public void Somebody_else_proposing_the_same_record_is_told_so() => Given(ItIsProposed)
        .When(new Propose(On(Monday, Manager), OldTownFields))
        .ThenRefused("community.known-already");
}
