using System.Reflection;
using System.Text;
using CommunityGrains.Access.People;
using CommunityGrains.Domain;
using CommunityGrains.Domain.Communities;
using CommunityGrains.Domain.Leaders;
using CommunityGrains.Domain.People;
using CommunityGrains.Domain.Suggestions;
using CommunityGrains.Engine;
using CommunityGrains.EventLog;
using CommunityGrains.EventLog.Sqlite;
using CommunityGrains.Sqlite;

namespace CommunityGrains.Access.Specs.People;

/// <summary>No personal datum gets past the door in clear, and grains decide on sealed ones as they would on
/// readable ones.</summary>
public sealed class SealingAtTheDoor : PeopleBench
{
    private static readonly Contact Anna = new(
        Person(1), new("Примерова Анна"), new("anna@example.org"), new("+79453533515"));

    private static readonly ValueList<FieldChange> Yard =
    [
        new(RegisterField.Name, "ТОС «Двор»"), new(RegisterField.Form, "yard-council"),
        new(RegisterField.Municipality, Person(50).ToString()),
    ];

    private SqliteDatabase file = null!;
    private SqliteEventLog log = null!;
    private LocalGrains grains = null!;
    private SealingGrains door = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        file = new SqliteDatabase(Path.Combine(Folder, "log.db"));
        log = new SqliteEventLog(file, TimeProvider.System);
        grains = new LocalGrains(log);
        door = new SealingGrains(grains, Vault);
    }

    public override async ValueTask DisposeAsync()
    {
        await grains.DisposeAsync();
        await log.DisposeAsync();
        file.Dispose();
        await base.DisposeAsync();
    }

    [Fact]
    public void Every_command_with_personal_data_is_known_at_the_door()
    {
        var commands = GrainKinds.All.SelectMany(
            kind => kind.CommandType.GetNestedTypes().Where(kind.CommandType.IsAssignableFrom)).ToList();
        commands.Count.ShouldBeGreaterThan(60);
        commands.Where(command => Holds(command, [])).ShouldBe(Door.Known, ignoreOrder: true);
    }

    public static TheoryData<string> Commands =>
        [.. Samples(Asked()).Select(sample => sample.GetType().Name)];

    [Fact]
    public void Each_of_them_is_tried_here() =>
        Samples(Asked()).Select(sample => sample.GetType()).ShouldBe(Door.Known, ignoreOrder: true);

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Nothing_of_a_command_stands_in_the_log_in_clear(string name)
    {
        var command = Samples(Asked()).Single(sample => sample.GetType().Name == name);
        var stream = command switch
        {
            LeaderCommand => Leader(7),
            PersonCommand => new StreamId(Region, "person", Anna.Person.Value),
            SuggestionCommand => new StreamId(Region, "suggestion", Person(8).Value),
            _ => Community(7),
        };
        if (command is PersonCommand)
            await AskAsync(stream, new PersonCommand.GiveConsent(
                Asked(), ConsentPurpose.Register, "2026-03", Asked().On));
        if (command is LeaderCommand.Rename or LeaderCommand.ChangeContact)
            await AskAsync(stream, new LeaderCommand.Claim(Asked(), Anna, new(Guid.Empty), LeaderRole.Chair,
                "chair"));
        if (command is CommunityCommand.NameHead)
            await AskAsync(stream, new CommunityCommand.Register(Asked(), Yard, "Act"));
        await AskAsync(stream, command);
        var kept = string.Concat((await log.ReadAllAsync(0, 100, Cancel))
            .Select(recorded => Encoding.UTF8.GetString(recorded.Json.Span)));
        foreach (var datum in Door.DataOf(command)) kept.ShouldNotContain(datum.Value);
        // Nobody is looked for by his documents, nor by what he told.
        foreach (var datum in command is PersonCommand or SuggestionCommand ? [] : Door.DataOf(command))
        {
            (await Vault.Index.FindAsync(Region, datum.Value.Split(' ')[0], Cancel))
                .ShouldBe([Anna.Person], "he is found by it");
        }
    }

    [Fact]
    public async Task The_same_command_again_is_the_same_command()
    {
        var register = new CommunityCommand.Register(Asked(), Yard, "Act", Anna);
        await AskAsync(Community(1), register);
        (await AskAsync(Community(1), register)).Repeated.ShouldBeTrue();
        var again = await AskAsync(Community(1), register with { Asked = Asked() });
        again.ShouldBeOfType<Reply.Accepted>().EventCount.ShouldBe(0, "it is so already");
    }

    [Theory]
    [InlineData("", "head-name", "community.field-missing")]
    [InlineData("Анна\u0007", "head-name", "community.field-invalid")]
    public async Task What_is_wrong_is_refused_at_the_door_and_leaves_nothing(
        string name, string field, string code)
    {
        var refused = (await door.AskAsync(new Order(
            Community(1), new CommunityCommand.Register(Asked(), Yard, "Act",
                Anna with { Name = new(name) })),
            Cancel)).ShouldBeOfType<Reply.Refused>().Refusal;
        (refused.Code, refused.Details).ShouldBe((code, [field]));
        (await log.HeadAsync(Cancel)).ShouldBe(0);
        (await Vault.Keys.FindAsync(Region, [Anna.Person], Cancel)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_text_that_pretends_to_be_sealed_is_refused()
    {
        var key = SealingData.KeyOf(Anna.Person.Value, 9);
        var forged = Anna with { Name = new(Seal.Close(key, DatumKind.Name, "forged")) };
        (await door.AskAsync(new Order(
            Community(1), new CommunityCommand.Register(Asked(), Yard, "Act", forged)), Cancel))
            .ShouldBeOfType<Reply.Refused>().Refusal.Code.ShouldBe("person.text-sealed");
    }

    [Fact]
    public async Task Every_suggestion_is_sealed_with_a_key_of_its_own()
    {
        var said = (SuggestionCommand.TellOfMissing)Samples(Asked())[^1];
        foreach (var number in (int[])[20, 21])
        {
            await AskAsync(
                new StreamId(Region, "suggestion", Person(number).Value), said with { Asked = Asked() });
        }

        await Vault.Keys.DestroyAsync(Region, Person(20), "suggestion", Cancel);
        (await NameAsync(20)).ShouldBeNull("its key was destroyed");
        (await NameAsync(21)).ShouldBe("Клуб садоводов");

        async Task<string?> NameAsync(int number)
        {
            var stream = new StreamId(Region, "suggestion", Person(number).Value);
            var told = (Told.Missing)((Suggestion.Open)(await grains.StateAsync(stream, Cancel)).State).Told;
            return (await Vault.OpenAsync(Region, [Person(number)], Cancel))
                .Text(DatumKind.Told, told.Name.Value);
        }
    }

    [Fact]
    public async Task A_head_whose_name_is_only_spelled_otherwise_is_the_same_person()
    {
        await AskAsync(Community(1), Stated(Anna));
        var spelled = new Contact(Person(2), new("примёрова  АННА"), Anna.Email, Anna.Phone);
        (await AskAsync(Community(1),
            Stated(spelled))).ShouldBeOfType<Reply.Accepted>().EventCount.ShouldBe(1);
        (await HeadAsync(Community(1)))!.Person.ShouldBe(Anna.Person);
        (await AskAsync(Community(1),
            Stated(spelled))).ShouldBeOfType<Reply.Accepted>().EventCount.ShouldBe(0);
    }

    [Fact]
    public async Task A_head_of_another_name_is_another_person()
    {
        await AskAsync(Community(1), Stated(Anna));
        await AskAsync(Community(1), Stated(Anna with { Person = Person(2), Name = new("Иная Вера") }));
        (await HeadAsync(Community(1)))!.Person.ShouldBe(Person(2));
    }

    [Fact]
    public async Task Whoever_was_erased_is_not_taken_in_again_and_a_registers_row_is_still_heard()
    {
        await AskAsync(Community(1), Stated(Anna));
        await Vault.Keys.DestroyAsync(Region, Anna.Person, "act", Cancel);
        (await door.AskAsync(new Order(
            Community(1), new CommunityCommand.NameHead(Asked(), Anna)), Cancel))
            .ShouldBeOfType<Reply.Refused>().Refusal.Code.ShouldBe("person.erased");
        var row = Stated(Anna) with { Cells = [.. Yard, new(RegisterField.Members, "12")] };
        (await AskAsync(Community(1), row)).ShouldBeOfType<Reply.Accepted>().EventCount.ShouldBe(1);
        (await Vault.OpenAsync(Region, [Anna.Person],
            Cancel)).Of(await HeadAsync(Community(1))).ShouldBeNull();
    }

    [Fact]
    public async Task Considering_keeps_nothing_of_anybody()
    {
        var considered = await door.ConsiderAsync(new Order(Community(1), Stated(Anna)), Cancel);
        considered.Events.Count.ShouldBe(2);
        (await Vault.Keys.FindAsync(Region, [Anna.Person], Cancel)).ShouldBeEmpty();
        (await Vault.Index.FindAsync(Region, "Примерова", Cancel)).ShouldBeEmpty();
    }

    protected override ValueTask<AccessDatabase> OpenDatabaseAsync() =>
        new(new SqliteAccessDatabase(Path.Combine(Folder, "access.db")));

    private static Command[] Samples(Asked asked) =>
    [
        new CommunityCommand.Propose(asked, Yard, Anna),
        new CommunityCommand.Register(asked, Yard, "Act", Anna),
        new CommunityCommand.StateByRegister(asked, Yard, StatesHead: true, Anna, "file.csv"),
        new CommunityCommand.NameHead(asked, Anna),
        new LeaderCommand.Claim(asked, Anna, new(Guid.Empty), LeaderRole.Chair, "chair"),
        new LeaderCommand.Rename(asked, new("Полевая Анна"), "Married"),
        new LeaderCommand.ChangeContact(asked, new("other@example.org"), new("+79990001122")),
        new PersonCommand.StateBirthDate(asked, new("1980-05-17")),
        new PersonCommand.StateAddress(asked, new("Уфа, ул. Кедровая, 1")),
        new PersonCommand.StateDocuments(asked, [new("Паспорт 00 00 000000")]),
        new SuggestionCommand.SuggestCorrection(
            asked, new(Guid.Empty), RegisterField.Address, null, new("Садовая, 5"), new("Живу напротив"),
            new("sosed@example.org")),
        new SuggestionCommand.SayNoLongerTrue(
            asked, new(Guid.Empty), Untruth.Other, new("Переехали на Лесную"), new("sosed@example.org")),
        new SuggestionCommand.TellOfMissing(
            asked, new(Guid.Empty), new("Клуб садоводов"), new("Во дворе на Садовой"), new("Сажают сад"),
            new("sosed@example.org")),
    ];

    private static CommunityCommand.StateByRegister Stated(Contact head) =>
        new(Asked(), Yard, StatesHead: true, head, "file.csv");

    private static Asked Asked() => new(
        new CommandId(Guid.NewGuid()), Person(99), DateTimeOffset.UnixEpoch, new DateOnly(2026, 11, 22));

    private static StreamId Community(int number) => new(Region, "community", Person(number).Value);

    private static StreamId Leader(int number) => new(Region, "leader", Person(number).Value);

    private async Task<Reply> AskAsync(StreamId stream, Command command)
    {
        var reply = await door.AskAsync(new Order(stream, command), Cancel);
        (reply as Reply.Refused)?.Refusal.ShouldBeNull();
        return reply;
    }

    private async Task<Contact?> HeadAsync(StreamId stream) =>
        Cards.Of((await grains.StateAsync(stream, Cancel)).State)!.Head;

    // Whether a type has a personal datum anywhere within.
    private static bool Holds(Type type, HashSet<Type> seen)
    {
        if (type.IsAssignableTo(typeof(IPersonalDatum))) return true;
        if (!seen.Add(type) || type.Namespace?.StartsWith("CommunityGrains",
            StringComparison.Ordinal) != true)
            return type.IsGenericType && type.GetGenericArguments().Any(inner => Holds(inner, seen));
        return type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Any(property => Holds(property.PropertyType, seen))
            || type.GetNestedTypes().Where(type.IsAssignableFrom).Any(inner => Holds(inner, seen));
    }
}
