using CommunityGrains.Domain;
using CommunityGrains.Domain.Communities;
using CommunityGrains.Domain.Initiatives;
using CommunityGrains.Domain.Leaders;
using CommunityGrains.Domain.Municipalities;
using CommunityGrains.EventLog;

namespace CommunityGrains.Registry.Specs.Views;

/// <summary>A registry's life by chance: the same seed tells the same story. Only events that can follow
/// happen.</summary>
public sealed class RandomStory(RegistryWorld world, int seed)
{
    private readonly Random random = new(seed);
    private readonly List<(StreamId Stream, IGrainKind Kind, object State)> records = [];

    /// <summary>So many commands, each with one to three events, on rising business dates.</summary>
    public async Task TellAsync(int commandCount)
    {
        for (var i = 0; i < commandCount; i++)
        {
            if (random.Next(5) == 0) world.Today = world.Today.AddDays(random.Next(-2, 5));
            if (records.Count < 3 || random.Next(4) == 0) await BeginAsync();
            else await ContinueAsync(random.Next(records.Count));
        }
    }

    private async Task BeginAsync()
    {
        var id = Guid.CreateVersion7();
        switch (records.Count < 2 ? 0 : random.Next(8))
        {
            case 0:
                await HappenAsync(RegistryWorld.Stream(new MunicipalityId(id)), GrainKinds.Municipality,
                    new MunicipalityEvent.Listed(
                        Word(), Word(), MunicipalityForm.UrbanOkrug, RegistryWorld.Region, world.Today));
                break;
            case 1 or 2:
                await HappenAsync(
                    RegistryWorld.Stream(new LeaderId(id)), GrainKinds.Leader, new LeaderEvent.Claimed(
                    Somebody(), new CommunityId(Any("community")), LeaderRole.Chair, "председатель", null,
                    Person()));
                break;
            case 3 or 4:
                await HappenAsync(RegistryWorld.Stream(new InitiativeId(id)), GrainKinds.Initiative,
                    new InitiativeEvent.Proposed(
                        Word(), new(Any("municipality")), [new(Any("community")), new(Any("community"))],
                        null, Person()));
                break;
            default:
                await HappenAsync(RegistryWorld.Stream(new CommunityId(id)), GrainKinds.Community,
                    new CommunityEvent.Registered(
                        new RegisterEntry(
                            $"ТОС «{Word()}» {random.Next(30)}", CommunityForm.TerritorialSelfGovernment,
                            new MunicipalityId(Any("municipality"))), "Решение"),
                    new CommunityEvent.HeadNamed(Somebody()));
                break;
        }
    }

    private async Task ContinueAsync(int index)
    {
        var (stream, kind, state) = records[index];
        var events = new List<object>();
        for (var wanted = random.Next(1, 4); events.Count < wanted;)
        {
            var next = Next(kind.Category);
            try
            {
                state = kind.EvolveAny(state, next);
                events.Add(next);
            }
            catch (EventOutOfPlaceException)
            {
                if (random.Next(10) == 0) break;
            }
        }

        if (events.Count == 0) return;
        records[index] = (stream, kind, state);
        await world.GivenAsync(stream, [.. events]);
    }

    private object Next(string category) => category switch
    {
        "municipality" => random.Next(3) switch
        {
            0 => new MunicipalityEvent.Renamed(Word(), Word(), world.Today),
            1 => new MunicipalityEvent.CodeGiven("80701000", world.Today),
            _ => new MunicipalityEvent.CentreSet(new(54, 55)),
        },
        "community" => NextOfCommunity(),
        "leader" => random.Next(6) switch
        {
            0 => new LeaderEvent.ReviewStarted(Person()),
            1 => new LeaderEvent.Verified(Person(), "протокол", [], world.Today.AddYears(1)),
            2 => new LeaderEvent.Moved(new(Any("community")), "переезд"),
            3 => new LeaderEvent.Disputed(Person(), "спор"),
            4 => new LeaderEvent.SteppedDown(world.Today),
            _ => new LeaderEvent.RoleChanged(LeaderRole.Activist, "активист"),
        },
        _ => random.Next(6) switch
        {
            0 => new InitiativeEvent.Retitled(Word()),
            4 => new InitiativeEvent.AskedWhatHoldsItUp(world.Today, world.Today.AddDays(-70)),
            1 => new InitiativeEvent.CommunityJoined(new(Any("community"))),
            2 => new InitiativeEvent.CommunityLeft(new(Any("community")), "ушли"),
            3 => new InitiativeEvent.HoursLogged(new(Guid.NewGuid()), 3, 1.5m, world.Today, "уборка"),
            _ => new InitiativeEvent.Paused("зима", world.Today),
        },
    };

    private CommunityEvent NextOfCommunity() => random.Next(9) switch
    {
        0 => new CommunityEvent.Corrected([new(RegisterField.Name, $"Совет {Word()}")], "опечатка"),
        1 => new CommunityEvent.Restated(
            [new(RegisterField.Address, $"ул. {Word()}, {random.Next(90)}")], "файл"),
        2 => new CommunityEvent.LifeSignSeen("субботник", world.Today),
        3 => new CommunityEvent.FellDormant(world.Today),
        4 => new CommunityEvent.Closed("собрание", world.Today),
        5 => new CommunityEvent.Reopened("ожили"),
        6 => new CommunityEvent.DuplicateSuggested(new(Any("community")), 80, "имя"),
        7 => new CommunityEvent.MergedInto(new(Any("community")), "то же"),
        _ => new CommunityEvent.MergeUndone(new(Guid.NewGuid()), "разные"),
    };

    private async Task HappenAsync(StreamId stream, IGrainKind kind, params object[] events)
    {
        records.Add((stream, kind, events.Aggregate(kind.InitialState, kind.EvolveAny)));
        await world.GivenAsync(stream, events);
    }

    // Sometimes one that is not on record: other streams may name what the view has not seen.
    private Guid Any(string category)
    {
        var known = records.Where(record => record.Kind.Category == category).ToList();
        return known.Count == 0 || random.Next(12) == 0
            ? Guid.NewGuid()
            : known[random.Next(known.Count)].Stream.Key;
    }

    private string Word() =>
        new[] { "Заря", "Ёлочка", "Берег", "Надежда", "Старый город", "Двор", "Слобода" }[random.Next(7)];

    private static Contact Somebody() => new(Person(), new PersonName("Ильина Вера"));

    private static PersonId Person() => new(Guid.NewGuid());
}
