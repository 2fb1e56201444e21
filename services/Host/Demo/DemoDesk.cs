using CommunityGrains.Domain;
using CommunityGrains.Engine;
using CommunityGrains.EventLog;

namespace CommunityGrains.Host.Demo;

/// <summary>Asks the grains for the demonstration: each step has a name that its command id follows from, so
/// that loading again, also after being killed in the middle, asks nothing twice.</summary>
internal sealed class DemoDesk(IGrains grains, string region, DateTimeOffset now, DateOnly today)
{
    private static readonly Guid Space = new("0d1d7c2e-5a0e-4c0b-9f57-9f6a5d2f4d11");

    /// <summary>Two people at the centre, so that nobody decides on what he raised himself.</summary>
    public static readonly PersonId Clerk = Person("clerk"), Manager = Person("manager");

    public DateOnly Today => today;

    public static Guid Id(string name) => NameBasedId.Create(Space, name);

    public static PersonId Person(string name) => new(Id($"person/{name}"));

    public DateOnly DaysAgo(int days) => today.AddDays(-days);

    /// <exception cref="InvalidOperationException">Refused: the demonstration does not fit the
    /// domain.</exception>
    public async Task AskAsync(
        IGrainKind kind, Guid record, string step, DateOnly on, PersonId by, Func<Asked, Command> command,
        CancellationToken cancel)
    {
        var stream = new StreamId(region, kind.Category, record);
        var asked = new Asked(new CommandId(Id($"{stream}/{step}")), by, now, on);
        if (await grains.AskAsync(new Order(stream, command(asked)), cancel) is Reply.Refused refused)
        {
            throw new InvalidOperationException(
                $"The step {step} was refused: {refused.Refusal.Code} {refused.Refusal.Details}");
        }
    }
}
