using CommunityGrains.Access.Accounts;
using CommunityGrains.Access.Rights;
using CommunityGrains.Access.Specs.Accounts;
using CommunityGrains.Domain;
using CommunityGrains.Domain.Access;
using CommunityGrains.Domain.Communities;
using CommunityGrains.Domain.Leaders;
using CommunityGrains.Engine;
using CommunityGrains.EventLog;
using CommunityGrains.Notices;
using CommunityGrains.Notices.Letters;
using CommunityGrains.Notices.Making;
using CommunityGrains.Notices.Subscribing;
using CommunityGrains.Registry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace CommunityGrains.Access.Specs.Notices;

/// <summary>A mail server that takes letters, or is away.</summary>
public sealed class SaidTransport : IMailTransport
{
    public List<OutgoingLetter> Sent { get; } = [];

    public bool IsAway { get; set; }

    public Task SendAsync(OutgoingLetter letter, CancellationToken cancel)
    {
        if (IsAway) throw new IOException("connection refused for anna@example.org");
        Sent.Add(letter);
        return Task.CompletedTask;
    }
}

/// <summary>Letters as lists of what they tell.</summary>
public sealed class ListingWriter : ILetterWriter
{
    public Task<LetterText> WriteAsync(LetterOrder order, CancellationToken cancel) => Task.FromResult(
        new LetterText(
            order.Question is { } question ? $"question {question.AskedOn:O} {question.Answer}"
                : string.Join(", ", order.Notices.Select(notice => notice.What)),
            string.Join(' ', order.Answers.Values), order.Stop));
}

public sealed class SomeSite : ISiteAddress
{
    public Uri Address { get; } = new("https://registry.example.org");
}

/// <summary>Accounts that are told of what happens in grains, over one of the databases and with a clock that
/// stands.</summary>
public abstract class NoticeWorld(Kept kept) : AccountWorld(kept)
{
    protected static readonly NoticeRules Rules = new();

    private int managers;

    private protected SaidRegistry Registry { get; } = SaidRegistry.Make();

    protected SaidTransport Mail { get; } = new();

    protected NoticeSettings Settings => new(Database, Clock);

    protected RegionCalendar Calendar => new(Clock, RegionCalendar.Moscow);

    protected NoticeBook Notices => new(Database, Calendar, Rules, Clock);

    protected Outbox Outbox => new(Database, Rules, Clock);

    protected Subscriptions Lists => new(Database, Box, Clock);

    protected StopLinks Stops => new(Box, Settings);

    protected DateOnly Today => Calendar.Today(Region);

    private protected NoticeReader ReaderNow() => new(
        Log, Registry.Asked, Database,
        new NoticeMaker(
            new KnownAccounts(Database, Grants), new Places(Grains, People), Grains,
            new NewsFinder(Lists, Registry, Registry.Asked, Grains, Rules), Rules, Clock),
        Notices, Outbox, new NoticeMetrics(), Clock, NullLogger<NoticeReader>.Instance);

    protected Task Read() => ReaderNow().ReadToHeadAsync(Cancel);

    protected Task<int> Post(
        IMailTransport? transport = null, NoticeRules? rules = null, ILogger<Postman>? journal = null) =>
        new Postman(
            Outbox, Notices, Settings, Book, Registry.Asked, new ListingWriter(), transport ?? Mail, Stops,
            new SomeSite(), rules ?? Rules, new NoticeMetrics(), Clock,
            journal ?? NullLogger<Postman>.Instance, new AnswerLinks(Box))
            .RoundAsync(Cancel);

    /// <summary>Somebody with a role, who knows what was before.</summary>
    protected async Task<AccountRecord> GivenSomebody(
        string login, Role role, Scope scope, PersonId? person = null)
    {
        var account = (await Book.MakeAsync(
            login, Password, person ?? new PersonId(Guid.NewGuid()), Cancel)).ShouldNotBeNull();
        (await Grants.GiveAsync(
            account, Region, role, scope, GrantKeeper.Program, Guid.NewGuid(), "для примера", Cancel))
            .ShouldBeOfType<Reply.Accepted>();
        return account;
    }

    protected async Task<CommunityId> GivenACommunity(MunicipalityId municipality, Contact? head = null)
    {
        var id = new CommunityId(Guid.NewGuid());
        await Ask("community", id.Value, asked => new CommunityCommand.Register(
            asked,
            [
                new(RegisterField.Name, "ТОС «Двор»"), new(RegisterField.Form, "initiative-group"),
                new(RegisterField.Municipality, municipality.ToString()),
            ],
            "для примера", head));
        return id;
    }

    protected async Task<LeaderId> GivenAClaim(
        CommunityId community, PersonId? person = null, PersonId? by = null, string? source = null)
    {
        var id = new LeaderId(Guid.NewGuid());
        await Ask("leader", id.Value, asked => new LeaderCommand.Claim(
            asked, new Contact(person ?? new(Guid.NewGuid()), new("~sealed")), community, LeaderRole.Chair,
            "председатель", Source: source), by);
        return id;
    }

    protected async Task Ask(
        string category, Guid key, Func<Asked, Command> command, PersonId? by = null) =>
        (await Grains.AskAsync(
            new Order(new StreamId(Region, category, key), command(new Asked(
                new CommandId(Guid.NewGuid()), by ?? new PersonId(Guid.NewGuid()), Clock.GetUtcNow(),
                Today))),
            Cancel)).ShouldBeOfType<Reply.Accepted>();

    /// <summary>A manager of a place of his own, who has been told of so many claims there.</summary>
    protected async Task<AccountRecord> GivenAManagerWithClaims(int claims)
    {
        var town = new MunicipalityId(Guid.NewGuid());
        var manager = await GivenSomebody(
            $"manager{++managers}@example.org", Role.Manager, new Scope.Municipalities([town]));
        await Read();
        // The role itself is told as well; that letter is not looked at here.
        await Settings.StopLettersAsync(manager.Id, [NoticeKind.RoleGiven], Cancel);
        var community = await GivenACommunity(town);
        for (var i = 0; i < claims; i++) await GivenAClaim(community);
        await Read();
        return manager;
    }

    /// <summary>What an account was told, the first first.</summary>
    protected async Task<IReadOnlyList<string>> ToldTo(AccountRecord account) =>
        [.. (await Notices.ListAsync(account.Id, 100, null, Cancel)).Reverse().Select(notice => notice.What)];
}
