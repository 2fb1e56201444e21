using CommunityGrains.Access.Rights;
using CommunityGrains.Domain;
using CommunityGrains.Domain.Access;
using CommunityGrains.Domain.Communities;
using CommunityGrains.Domain.Initiatives;
using CommunityGrains.Domain.Leaders;
using CommunityGrains.Domain.Municipalities;
using CommunityGrains.Domain.Suggestions;

namespace CommunityGrains.Access.Specs.Rights;

/// <summary>The table of rights, told by roles: who may do what, and how far his scope reaches.</summary>
public sealed class WhatEachRoleMay
{
    private const string Here = "RU-BA", Elsewhere = "RU-ME";

    private static readonly MunicipalityId Town = new(Id(1)), OtherTown = new(Id(2));

    private static readonly CommunityId Yard = new(Id(11)), OtherYard = new(Id(12));

    private static readonly PersonId Anna = new(Id(21)), Boris = new(Id(22));

    private static readonly Place
        InYard = Place.Of(Here, Town, Yard),
        InOtherYard = Place.Of(Here, Town, OtherYard),
        InOtherTown = Place.Of(Here, OtherTown, new CommunityId(Id(13))),
        InRegion = Place.AllOf(Here),
        InOtherRegion = Place.Of(Elsewhere, Town, Yard);

    private static readonly Role[]
        All = Enum.GetValues<Role>(),
        Staff = [Role.Manager, Role.Coordinator, Role.CentreAdministrator],
        Keepers = [Role.Leader, .. Staff];

    // What                                      who may, where his scope reaches
    private static readonly (What What, Role[] May)[] Table =
    [
        (What.Do<CommunityCommand.NoteLifeSign>(), Keepers),
        (What.Do<CommunityCommand.Correct>(), Keepers),
        (What.Do<CommunityCommand.Register>(), Staff),
        (What.Do<CommunityCommand.Close>(), Staff),
        (What.Do<CommunityCommand.Absorb>(), Staff),
        (What.Do<CommunityCommand.MergeInto>(), []),
        (What.Do<CommunityCommand.Release>(), []),
        (What.Do<MunicipalityCommand.List>(), [Role.CentreAdministrator]),
        (What.Do<LeaderCommand.Claim>(), Keepers),
        (What.Do<LeaderCommand.Verify>(), Staff),
        (What.Do<LeaderCommand.WithdrawEvidence>(), Staff),
        (What.Do<InitiativeCommand.Propose>(), Keepers),
        (What.Do<InitiativeCommand.Finish>(), Keepers),
        (What.Do<InitiativeCommand.AskWhatHoldsItUp>(), []),
        (What.Do<AccountCommand.Open>(), []),
        (What.Do<AccountCommand.Grant>(), [Role.CentreAdministrator]),
        (What.Do<AccountCommand.RevokeGrant>(), [Role.CentreAdministrator]),
        (What.Do<SuggestionCommand.SuggestCorrection>(), All),
        (What.Do<SuggestionCommand.AcceptByCorrecting>(), Staff),
        (What.Do<SuggestionCommand.Decline>(), Staff),
        (What.Do<SuggestionCommand.Reopen>(), []),
        (new What.Operation("communities.list"), All),
        (new What.Operation("suggestions.list"), Staff),
        (new What.Operation("leaders.get"), All),
        (new What.Operation("communities.export"), [.. Staff, Role.Partner]),
        (new What.Operation("leaders.export"), Staff),
        (new What.Operation("imports.send"), Staff),
        (new What.Page("/communities"), All),
        (new What.Field(PersonalField.Name), Keepers),
        (new What.Field(PersonalField.Phone), Keepers),
        (new What.Field(PersonalField.Address), Staff),
        (new What.Field(PersonalField.Told), Staff),
        (new What.Field(PersonalField.Document), [Role.CentreAdministrator]),
        (new What.Operation("never.heard-of"), []),
    ];

    public static TheoryData<int, Role> Cells()
    {
        var cells = new TheoryData<int, Role>();
        for (var row = 0; row < Table.Length; row++)
            foreach (var role in All) cells.Add(row, role);
        return cells;
    }

    [Theory, MemberData(nameof(Cells))]
    public void A_role_may_what_the_table_says_and_only_in_its_region(int row, Role role)
    {
        var (what, may) = Table[row];
        // Granted as widely as can be, also wider than the domain grants the role.
        var viewer = With(role, new Scope.Region());
        Decide(viewer, what, InYard)
            .ShouldBe(may.Contains(role) ? Verdict.Granted : Verdict.NotYours, what.ToString());
        Decide(viewer, what, InOtherRegion)
            .ShouldBe(may.Contains(Role.Visitor) ? Verdict.Granted : Verdict.NotYours, what.ToString());
    }

    public static TheoryData<Scope, bool, bool, bool, bool> Reaches => new()
    {
        { new Scope.Region(), true, true, true, true },
        { new Scope.Municipalities([Town]), true, true, false, false },
        { new Scope.Municipalities([OtherTown]), false, false, true, false },
        { new Scope.Communities([Yard]), true, false, false, false },
        { new Scope.Communities([Yard, OtherYard]), true, true, false, false },
    };

    [Theory, MemberData(nameof(Reaches), DisableDiscoveryEnumeration = true)]
    public void A_scope_reaches_as_far_as_it_says(
        Scope scope, bool yard, bool otherYard, bool otherTown, bool region)
    {
        var manager = With(Role.Manager, scope);
        var what = What.Do<CommunityCommand.Close>();
        (Decide(manager, what, InYard) == Verdict.Granted).ShouldBe(yard);
        (Decide(manager, what, InOtherYard) == Verdict.Granted).ShouldBe(otherYard);
        (Decide(manager, what, InOtherTown) == Verdict.Granted).ShouldBe(otherTown);
        (Decide(manager, what, InRegion) == Verdict.Granted).ShouldBe(region);
    }

    [Fact]
    public void A_joint_initiative_is_everybodys_who_has_one_of_its_communities() =>
        Decide(
            With(Role.Leader, new Scope.Communities([OtherYard])), What.Do<InitiativeCommand.Finish>(),
            new Place(Here, [Town], [Yard, OtherYard])).ShouldBe(Verdict.Granted);

    [Fact]
    public void Of_several_places_each_must_be_ones_own()
    {
        var coordinator = With(Role.Coordinator, new Scope.Municipalities([Town]));
        var what = What.Do<CommunityCommand.Absorb>();
        RightsPolicy.Default.Decide(coordinator, what, [InYard, InOtherYard]).ShouldBe(Verdict.Granted);
        RightsPolicy.Default.Decide(coordinator, what, [InYard, InOtherTown]).ShouldBe(Verdict.NotYours);
        RightsPolicy.Default.Decide(coordinator, what, []).ShouldBe(Verdict.NotYours);
    }

    [Fact]
    public void Two_grants_are_not_mixed_into_a_third()
    {
        // Leads the yard, and reads as a partner in all of the region: so he does not lead all of it.
        var viewer = With(Role.Leader, new Scope.Communities([Yard])) is var leader
            ? leader with
            {
                Grants = [.. leader.Grants, new RegionalGrant(Here, Role.Partner, new Scope.Region())],
            }
            : null!;
        Decide(viewer, What.Do<CommunityCommand.NoteLifeSign>(), InYard).ShouldBe(Verdict.Granted);
        Decide(viewer, What.Do<CommunityCommand.NoteLifeSign>(), InOtherYard).ShouldBe(Verdict.NotYours);
    }

    [Fact]
    public void Whoever_is_not_signed_in_is_asked_to_where_that_could_help()
    {
        Decide(Viewer.Visitor, new What.Operation("communities.list"), InRegion).ShouldBe(Verdict.Granted);
        Decide(Viewer.Visitor, What.Do<CommunityCommand.Close>(), InYard).ShouldBe(Verdict.SignInFirst);
        Decide(Viewer.Visitor, What.Do<CommunityCommand.MergeInto>(), InYard).ShouldBe(Verdict.NotYours);
        Decide(Viewer.Visitor, new What.Operation("never.heard-of"), InYard).ShouldBe(Verdict.NotYours);
    }

    [Fact]
    public void Everybody_may_read_what_is_kept_of_himself()
    {
        var anna = With(Role.Partner, new Scope.Region());
        foreach (var field in Enum.GetValues<PersonalField>())
        {
            RightsPolicy.Default.MaySee(anna, field, InYard with { Subject = Anna }).ShouldBeTrue();
            RightsPolicy.Default.MaySee(anna, field, InYard with { Subject = Boris }).ShouldBeFalse();
            RightsPolicy.Default.MaySee(Viewer.Visitor, field, InYard with { Subject = default(PersonId) })
                .ShouldBeFalse("nobody is not a person, though his id is as empty as an unknown subject's");
        }
    }

    [Fact]
    public void Whoever_has_an_account_may_claim_for_himself_and_for_nobody_else()
    {
        var claim = What.Do<LeaderCommand.Claim>();
        var anna = With(Role.Leader, new Scope.Communities([OtherYard]));
        Decide(anna, claim, InYard with { Subject = Anna }).ShouldBe(Verdict.Granted);
        Decide(anna, claim, InYard with { Subject = Boris }).ShouldBe(Verdict.NotYours);
        Decide(anna, claim, InYard).ShouldBe(Verdict.NotYours, "a list's row is about nobody who asks");
        Decide(Viewer.Visitor, claim, InYard with { Subject = default(PersonId) })
            .ShouldBe(Verdict.SignInFirst);
        foreach (var what in (What[])[
            What.Do<LeaderCommand.Verify>(), What.Do<LeaderCommand.StartReview>(),
            What.Do<LeaderCommand.DismissDispute>(), What.Do<LeaderCommand.WithdrawEvidence>()])
            Decide(anna, what, InYard with { Subject = Anna }).ShouldBe(Verdict.NotYours, what.ToString());
    }

    [Fact]
    public void The_operator_sees_nobodys_personal_data()
    {
        var viewer = With(Role.Operator, new Scope.Region());
        foreach (var field in Enum.GetValues<PersonalField>())
            RightsPolicy.Default.MaySee(viewer, field, InYard).ShouldBeFalse();
    }

    private static Verdict Decide(Viewer viewer, What what, Place place) =>
        RightsPolicy.Default.Decide(viewer, what, place);

    private static Viewer With(Role role, Scope scope) => new(
        new AccountId(Id(31)), Anna, [new RegionalGrant(Here, role, scope)], SignInMeans.Session);

    private static Guid Id(int number) => new(number, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]);
}
