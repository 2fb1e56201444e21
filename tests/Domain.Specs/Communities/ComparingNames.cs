using CommunityGrains.Domain.Communities;

namespace CommunityGrains.Domain.Specs.Communities;

public sealed class ComparingNames : CommunitySpecification
{
    private const CommunityForm Tos = CommunityForm.TerritorialSelfGovernment,
        Group = CommunityForm.InitiativeGroup, House = CommunityForm.HouseCouncil;

    [Theory]
    [InlineData("ТОС \"Старый город\"", "старый город")]
    [InlineData("ТОС «Старый Город»", "старый город")]
    [InlineData("ТОС Старый  город.", "старый город")]
    [InlineData("Старый город (ТОС)", "старый город")]
    [InlineData("TOC «Cтарый гopoд»", "старый город")] // the form and some letters typed in Latin
    [InlineData("Территориальное общественное самоуправление „Старый город“", "старый город")]
    [InlineData("Совет ТОС «Берёзовая роща»", "березовая роща")]
    [InlineData("ТОС «Бере\u0308зовая роща»", "березовая роща")] // ё as two signs
    [InlineData("ТОС «Дружныи\u0306 двор»", "дружный двор")] // and й
    [InlineData("ТОС «Бере\u00adзовая ро\u200bща»", "березовая роща")] // soft hyphen, zero-width space
    [InlineData("Совет МКД, ул. Ленина, д. 76", "ул ленина д 76")]
    [InlineData("Совет многоквартирного дома улица Ленина, дом 76", "ул ленина д 76")]
    [InlineData("Совет МКД ул.Ленина,д.76 А", "ул ленина д 76а")]
    [InlineData("ТОС «1-й микрорайон»", "1 мкр")]
    [InlineData("ТОС 1й мкр.", "1 мкр")]
    [InlineData("ТОС №5", "5")]
    [InlineData("Клуб «рукоделие»", "рукоделие")]
    [InlineData("АНО «Речной»", "речной")]
    [InlineData("Совет двора", "совет двора")] // nothing but a form is a name
    [InlineData("ТОС «Совет двора»", "совет двора")] // a form is taken off once
    [InlineData("Yoga club", "yoga club")]
    [InlineData("«»", "")]
    public void A_name_comes_down_to_its_key(string name, string key) => NameKey.Of(name).Text.ShouldBe(key);

    [Theory]
    [InlineData("ТОС «Старый город»", Tos)]
    [InlineData("Старый город (ТОС)", Tos)]
    [InlineData("Инициативная группа жителей «Уют»", Group)]
    [InlineData("Уличный комитет ул. Полевой", CommunityForm.StreetCommittee)]
    [InlineData("ТСЖ «Южное»", CommunityForm.OwnersAssociation)]
    [InlineData("Старый город", null)]
    public void A_name_may_state_the_form(string name, CommunityForm? form) =>
        NameKey.Of(name).Form.ShouldBe(form);

    [Fact]
    public void The_order_of_words_can_be_left_out_of_account() =>
        NameKey.Of("ТОС «Роща берёзовая»").Sorted.ShouldBe(NameKey.Of("Березовая роща").Sorted);

    [Theory]
    // forms and names of two records in one municipality; what they rest on; whether a manager is asked
    [InlineData(Tos, "ТОС «Старый город»", Tos, "ТОС Старый Город", "name-same", true)]
    [InlineData(Tos, "ТОС «Старый город»", Tos, "TOC «Cтарый гopoд»", "name-same", true)]
    [InlineData(Tos, "ТОС «Старый город»", CommunityForm.Other, "Старый город (ТОС)", "name-same", true)]
    [InlineData(Tos, "ТОС «Берёзовая роща»", Tos, "ТОС «Роща березовая»", "name-word-order", true)]
    [InlineData(Tos, "ТОС «Добрососедство»", Tos, "ТОС «Доброcоседтво»", "name-typo", true)]
    [InlineData(Tos, "ТОС «Восход»", Tos, "ТОС «Восзод»", "name-typo", true)]
    [InlineData(Tos, "ТОС «Слобода»", Tos, "ТОС «Солбода»", "name-typo", true)]
    [InlineData(Tos, "ТОС «Берёзовая роща»", Tos, "ТОС «Берез. роща»", "name-abbreviated", true)]
    [InlineData(Tos, "ТОС «Старый город»", Tos, "ТОС «Старый город» города Уфы", "name-contained", true)]
    [InlineData(House, "Совет МКД, ул. Ленина, д. 76", House, "Совет дома Ленина 76", "name-contained", true)]
    [InlineData(House, "Совет МКД ул. Ленина, 76", House, "Совет МКД ул. Ленена, 76", "name-typo", true)]
    [InlineData(House, "Совет МКД, ул. Ленина, д. 76", House, "Совет МКД, ул. Ленина, д. 67", "", false)]
    [InlineData(House, "Совет МКД, ул. Ленина, д. 76", House, "Совет МКД, ул. Ленина, д. 76а", "", false)]
    [InlineData(House, "Совет МКД, ул. Ленина, 76", House, "Совет МКД, ул. Ленина", "name-contained", false)]
    [InlineData(Tos, "ТОС № 5", Tos, "ТОС № 6", "", false)]
    [InlineData(Tos, "ТОС «Дружба-1»", Tos, "ТОС «Дружба-2»", "", false)]
    [InlineData(Tos, "ТОС «Уют»", Tos, "ТОС «Юг»", "", false)]
    [InlineData(Tos, "ТОС «Восход»", Tos, "ТОС «Восток»", "", false)]
    [InlineData(Tos, "ТОС «Надежда»", Tos, "ТОС «Слобода»", "", false)]
    [InlineData(Group, "Инициативная группа «Речной»", Tos, "ТОС «Речной»", "name-same,form-differs", false)]
    [InlineData(Tos, "«»", Tos, "—", "", false)]
    public void Alike_or_not(
        CommunityForm form, string name, CommunityForm otherForm, string otherName, string grounds,
        bool suggested)
    {
        var (one, other) = (Placed(form, name), Placed(otherForm, otherName));
        var likeness = Likeness.Between(one, other);
        string.Join(',', likeness.Grounds).ShouldBe(grounds);
        likeness.IsSuggested.ShouldBe(suggested, likeness.ToString());
        Likeness.Between(other, one).ShouldBe(likeness, "likeness has no direction");
    }

    [Fact]
    public void One_address_makes_two_forms_of_one_name_suspicious() => Likeness.Between(
            Placed(Group, "Инициативная группа «Возрождение»", address: "ул. Ленина, д. 25"),
            Placed(Tos, "ТОС «Возрождение»", address: "Улица Ленина, дом 25"))
        .ShouldBe(new Likeness(85, ["name-same", "address-same", "form-differs"]));

    [Theory]
    [InlineData(null, null, true)]
    [InlineData("с. Ивановка", null, true)]
    [InlineData("с. Ивановка", "село Ивановка", true)]
    [InlineData("с. Ивановка", "Иваноука", true)]
    [InlineData("с. Ивановка", "с. Николаевка", false)]
    public void One_name_in_two_settlements_is_two_communities(
        string? settlement, string? other, bool suggested) =>
        Likeness.Between(Placed(Tos, "ТОС «Дружба»", settlement), Placed(Tos, "ТОС «Дружба»", other))
            .IsSuggested.ShouldBe(suggested);

    [Fact]
    public void One_name_in_two_municipalities_is_two_communities() => Likeness.Between(
            PlacedName.Of(OldTown), PlacedName.Of(OldTown with { Municipality = Sibay }))
        .ShouldBe(Likeness.None);

    [Fact]
    public void Far_apart_a_typo_is_another_name_but_the_same_name_is_still_asked_about()
    {
        var here = Placed(Tos, "ТОС «Слобода»", location: new(54.73, 55.96));
        Likeness.Between(here, Placed(Tos, "ТОС «Слобода»", location: new(54.73, 56.20)))
            .ShouldBe(new Likeness(85, ["name-same", "far-apart"]));
        var far = Placed(Tos, "ТОС «Слабода»", location: new(54.73, 56.20));
        Likeness.Between(here, far).IsSuggested.ShouldBeFalse();
        var near = Placed(Tos, "ТОС «Слабода»", location: new(54.73, 56.05));
        Likeness.Between(here, near).IsSuggested.ShouldBeTrue();
    }

    private static PlacedName Placed(
        CommunityForm form, string name, string? settlement = null, string? address = null,
        GeoPoint? location = null) =>
        PlacedName.Of(new(name, form, Ufa, Settlement: settlement, Address: address, Location: location));
}
