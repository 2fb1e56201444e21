using CommunityGrains.Domain.Communities;

namespace CommunityGrains.Domain.Specs.Communities;

/// <summary>What the specifications of communities have in common: who acts, when, and a ТОС called Old
/// Town.</summary>
public abstract class CommunitySpecification()
    : Specification<CommunityCommand, CommunityEvent, Community>(GrainKinds.Community)
{
    protected static readonly DateOnly Monday = new(2026, 11, 23), Tuesday = new(2026, 11, 24);
    protected static readonly PersonId Manager = new(Id(1)), Resident = new(Id(2));
    protected static readonly MunicipalityId Ufa = new(Id(10)), Sibay = new(Id(11));
    protected static readonly CommunityId Self = new(Id(20)), Twin = new(Id(21)), Third = new(Id(22));

    protected static readonly RegisterEntry OldTown =
        new("ТОС «Старый город»", CommunityForm.TerritorialSelfGovernment, Ufa, Address: "ул. Ленина, 85");

    protected static readonly ValueList<FieldChange> OldTownFields =
    [
        new(RegisterField.Name, OldTown.Name),
        new(RegisterField.Form, "territorial-self-government"),
        new(RegisterField.Municipality, Ufa.ToString()),
        new(RegisterField.Address, OldTown.Address),
    ];

    protected static readonly Contact Head =
        new(new(Id(30)), new("Алексеев Олег Фаритович"), new("oleg@example.org"), new("+79453533515"));

    protected static readonly CommunityEvent ItIsRegistered =
        new CommunityEvent.Registered(OldTown, "Решение Совета № 105");

    protected static readonly CommunityEvent ItIsProposed = new CommunityEvent.Proposed(OldTown, Resident);

    protected static readonly CommunityEvent ItIsClosed = new CommunityEvent.Closed("Moved away", Monday);

    protected static readonly CommunityEvent ItIsMerged = new CommunityEvent.MergedInto(Twin, "The same");

    protected static Asked On(DateOnly day, PersonId? by = null) =>
        new(new(Id(99)), by ?? Manager, new(day, new(9, 0), TimeSpan.Zero), day);

    protected static Asked Today => On(Monday);

    protected static CommunityEvent Corrected(RegisterField field, string? to) =>
        new CommunityEvent.Corrected([new(field, to)]);

    protected static Guid Id(int number) => new(number, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]);
}
