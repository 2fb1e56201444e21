using CommunityGrains.Access.Accounts;
using CommunityGrains.Domain;
using CommunityGrains.Domain.Access;
using CommunityGrains.Engine;
using CommunityGrains.EventLog;
using CommunityGrains.EventLog.Sqlite;
using CommunityGrains.PostgreSql;
using CommunityGrains.Registry.Queries;
using CommunityGrains.Sqlite;
using CommunityGrains.Tests;

namespace CommunityGrains.Access.Specs.Accounts;

/// <summary>Where a specification keeps its accounts.</summary>
public enum Kept
{
    InAFile,
    OnAServer,
}

/// <summary>A clock that stands until it is moved.</summary>
public sealed class StandingClock : TimeProvider
{
    private DateTimeOffset now = new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => now;

    public override long GetTimestamp() => now.Ticks;

    public void Move(TimeSpan by) => now += by;
}

/// <summary>Whom the register speaks of, as a specification says.</summary>
public sealed class PeopleSaid : IPeopleOnRecord
{
    public HashSet<(string Region, PersonId Person)> Known { get; } = [];

    public ValueTask<IReadOnlySet<PersonId>> PublishingAsync(
        string region, IReadOnlyCollection<PersonId> people, CancellationToken cancel = default) =>
        new(new HashSet<PersonId>());

    public ValueTask<IReadOnlyList<StreamId>> RecordsOfAsync(
        string region, PersonId person, CancellationToken cancel = default) =>
        new(Known.Contains((region, person)) ? [new StreamId(region, "leader", person.Value)] : []);
}

/// <summary>Accounts over one of the databases, with real grains and a clock that stands.</summary>
public abstract class AccountWorld(Kept kept) : IAsyncLifetime
{
    protected const string Login = "anna@example.org";
    protected const string Password = "синий трактор едет";
    protected const string Region = "RU-BA";

    protected static readonly Visit Visit = new("203.0.113.7", "Firefox");

    private readonly string folder = Directory.CreateTempSubdirectory("accounts-").FullName;
    private PostgresDatabase? server;
    private SqliteDatabase? logFile;
    private SqliteEventLog? log;

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected StandingClock Clock { get; } = new();

    protected AccessDatabase Database { get; private set; } = null!;

    protected ISecretBox Box { get; } = new SecretBox(new byte[32]);

    // The work of a hash is the hasher's own matter; here it should only be quick.
    protected Passwords Passwords { get; } = new(iterations: 10);

    protected IEventLog Log => log!;

    protected LocalGrains Grains { get; private set; } = null!;

    protected Throttle Throttle { get; private set; } = null!;

    /// <summary>What the program's journal says.</summary>
    protected KeptLines Lines { get; } = new();

    protected SecurityJournal Journal { get; private set; } = null!;

    protected AccountBook Book { get; private set; } = null!;

    protected Sessions Sessions { get; private set; } = null!;

    protected SecondFactor Factor { get; private set; } = null!;

    protected SignIns SignIns { get; private set; } = null!;

    protected GrantKeeper Grants { get; private set; } = null!;

    protected PeopleSaid People { get; } = new();

    protected InvitedPeople InvitedPeople { get; private set; } = null!;

    protected ForgettingAccounts Forgetting { get; private set; } = null!;

    protected Invitations Invitations { get; private set; } = null!;

    protected AccessTokens Tokens { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        if (kept == Kept.InAFile) Database = new SqliteAccessDatabase(Path.Combine(folder, "access.db"));
        else
        {
            server = new PostgresDatabase(await (await PostgresServer.SharedAsync()).CreateDatabaseAsync());
            Database = await PostgresAccessDatabase.OpenAsync(server, Cancel);
        }

        logFile = new SqliteDatabase(Path.Combine(folder, "log.db"));
        log = new SqliteEventLog(logFile, Clock);
        Grains = new LocalGrains(log, new SqliteSnapshots(logFile), clock: Clock);
        Throttle = new Throttle(Database, Clock);
        Journal = new SecurityJournal(Database, Box, Clock, Lines);
        Book = new AccountBook(Database, Box, Passwords, Throttle, Journal, Clock);
        Sessions = new Sessions(Database, Journal, Clock);
        Factor = new SecondFactor(Database, Box, Journal, Clock);
        SignIns = new SignIns(Book, Sessions, Factor, Passwords, Throttle, Box, Journal);
        Grants = new GrantKeeper(Database, Grains, Clock);
        InvitedPeople = new InvitedPeople(Database, Grains, People);
        Invitations = new Invitations(
            Database, Box, Book, Passwords, Grants, InvitedPeople, Journal, Clock);
        Forgetting = new ForgettingAccounts(Database, Box, Grants, Clock, Journal);
        Tokens = new AccessTokens(Database, Journal, Clock);
    }

    public virtual async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        if (server is not null) await server.DisposeAsync();
        await log!.DisposeAsync();
        logFile!.Dispose();
        Journal.Dispose();
        Passwords.Dispose();
        Directory.Delete(folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    protected async Task<AccountRecord> GivenAnAccount(string login = Login, string password = Password) =>
        (await Book.MakeAsync(login, password, Cancel)).ShouldNotBeNull();

    protected async Task<AccountRecord> GivenAnAdministrator(string login = "head@example.org")
    {
        var account = await GivenAnAccount(login);
        (await Grants.GiveAsync(
            account, Region, Role.CentreAdministrator, new Scope.Region(), GrantKeeper.Program,
            Guid.NewGuid(), "для примера", Cancel)).ShouldBeOfType<Reply.Accepted>();
        return account;
    }

    protected async Task GivenARole(AccountId account, string region) => (await Grants.GiveAsync(
        (await Book.FindAsync(account, Cancel))!, region, Role.Partner, new Scope.Region(),
        GrantKeeper.Program, Guid.NewGuid(), "для примера", Cancel)).ShouldBeOfType<Reply.Accepted>();

    /// <summary>Takes all roles of a region away.</summary>
    protected async Task GivenNoRole(AccountId account, string region)
    {
        await Grains.AskAsync(
            new Order(
                new StreamId(region, "account", account.Value),
                new AccountCommand.Close(AskedNow(), "ушла")), Cancel);
        Grants.Forget(account);
    }

    protected Asked AskedNow() => new(
        new CommandId(Guid.NewGuid()), GrantKeeper.Program, Clock.GetUtcNow(), new DateOnly(2026, 11, 22));

    protected Task<SignInOutcome> SignIn(
        string login = Login, string password = Password, Visit? visit = null) =>
        SignIns.BeginAsync(login, password, visit ?? Visit, Cancel);

    /// <summary>The secret of a session that began with the right password.</summary>
    protected async Task<string> GivenASession(string login = Login, string password = Password) =>
        (await SignIn(login, password)).ShouldBeOfType<SignInOutcome.Begun>().Session.Secret;
}
