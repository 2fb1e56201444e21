using CommunityGrains.Domain.Communities;
using static CommunityGrains.Domain.Communities.CommunityCommand;

namespace CommunityGrains.Domain.Specs.Communities;

public sealed class KeepingTheCard : CommunitySpecification
{
    private static readonly GeoArea Square =
        new([[[new(54.6, 56), new(54.6, 56.1), new(54.7, 56.1), new(54.6, 56)]]]);

    [Fact]
    public void A_correction_says_only_what_differs() => Given(ItIsRegistered)
        .When(new Correct(Today, [.. OldTownFields, new(RegisterField.Address, "ул. Мира, 1 ")], "Moved"))
        .Then(new CommunityEvent.Corrected([new(RegisterField.Address, "ул. Мира, 1")], "Moved"));

    [Fact]
    public void A_field_corrected_twice_in_one_request_gets_the_last_value() => Given(ItIsRegistered)
        .When(new Correct(Today, [new(RegisterField.Members, "10"), new(RegisterField.Members, "12")]))
        .Then(Corrected(RegisterField.Members, "12"));

    [Fact]
    public void A_correction_that_changes_nothing_is_nothing() => Given(ItIsRegistered)
        .When(new Correct(Today, OldTownFields))
        .ThenAlreadySo();

    [Fact]
    public void A_proposed_community_may_be_corrected_too() => Given(ItIsProposed)
        .When(new Correct(Today, [new(RegisterField.Address, null)]))
        .Then(Corrected(RegisterField.Address, null));

    [Fact]
    public void What_every_community_has_cannot_be_emptied() => Given(ItIsRegistered)
        .When(new Correct(Today, [new(RegisterField.Municipality, null)]))
        .ThenRefused("community.field-missing", "municipality");

    [Fact]
    public void A_reason_has_a_limit() => Given(ItIsRegistered)
        .When(new Correct(Today, [new(RegisterField.Address, null)], new string('x', 4001)))
        .ThenRefused("community.text-too-long", "reason");

    [Fact]
    public void A_person_names_the_head() => Given(ItIsRegistered)
        .When(new NameHead(Today, Head with { Name = new(" Алексеев Олег Фаритович ") }))
        .Then(new CommunityEvent.HeadNamed(Head));

    [Fact]
    public void The_head_is_removed_once() => Given(ItIsRegistered, new CommunityEvent.HeadNamed(Head))
        .When(new RemoveHead(Today))
        .Then(new CommunityEvent.HeadRemoved());

    [Fact]
    public void A_head_without_a_name_is_none() => Given(ItIsRegistered)
        .When(new NameHead(Today, Head with { Name = new("") }))
        .ThenRefused("community.field-missing", "head-name");

    [Fact]
    public void A_boundary_is_drawn() => Given(ItIsRegistered)
        .When(new DrawBoundary(Today, Square))
        .Then(new CommunityEvent.BoundaryDrawn(Square));

    [Fact]
    public void A_boundary_is_taken_away() => Given(ItIsRegistered, new CommunityEvent.BoundaryDrawn(Square))
        .When(new DrawBoundary(Today, null))
        .Then(new CommunityEvent.BoundaryDrawn(null));

    [Fact]
    public void A_ring_that_does_not_close_is_no_boundary() => Given(ItIsRegistered)
        .When(new DrawBoundary(Today, new([[[new(54, 56), new(54, 57), new(55, 57), new(55, 56)]]])))
        .ThenRefused("community.field-invalid", "boundary");

    [Fact]
    public void Each_of_the_six_elements_is_described() => Given(ItIsRegistered)
        .When(new DescribeInfrastructure(Today, InfrastructureElement.CommonSpace, "A yard"))
        .Then(new CommunityEvent.InfrastructureDescribed(InfrastructureElement.CommonSpace, "A yard"));

    [Fact]
    public void An_element_that_is_no_longer_so_is_emptied() => Given(
            ItIsRegistered,
            new CommunityEvent.InfrastructureDescribed(InfrastructureElement.Links, "The school"))
        .When(new DescribeInfrastructure(Today, InfrastructureElement.Links, " "))
        .Then(new CommunityEvent.InfrastructureDescribed(InfrastructureElement.Links));

    [Fact]
    public void A_description_has_a_limit() => Given(ItIsRegistered)
        .When(new DescribeInfrastructure(Today, InfrastructureElement.Links, new string('x', 4001)))
        .ThenRefused("community.text-too-long", "infrastructure");
}
