using CommunityGrains.Access;
using CommunityGrains.Access.Accounts;
using CommunityGrains.Domain;
using CommunityGrains.Domain.Access;
using CommunityGrains.Engine;
using CommunityGrains.EventLog;
using CommunityGrains.Registry.Queries;
using CommunityGrains.Registry.Texts;
using CommunityGrains.Web.Account;
using CommunityGrains.Web.Errors;
using CommunityGrains.Web.Shell;
using Microsoft.AspNetCore.Http;
using State = CommunityGrains.Domain.Access.Account;

namespace CommunityGrains.Web.Grants;

/// <summary>One account in the list. <c>Login</c>: null when there is none any more.</summary>
public sealed record AccountLine(
    AccountId Id, string? Login, bool IsClosed, IReadOnlyList<Role> Roles);

public sealed record GrantListModel(IReadOnlyList<AccountLine> Accounts);

/// <summary>A grant in words. <c>Places</c>: where it holds.</summary>
public sealed record GrantLine(Grant Grant, IReadOnlyList<string> Places);

/// <summary>One account with its grants, and the form of a new one as it was typed.</summary>
public sealed record GrantModel(
    AccountId Id, string? Login, bool IsClosed, bool IsOwn, IReadOnlyList<GrantLine> Grants,
    IReadOnlyList<MunicipalityRow> Municipalities)
{
    public IEnumerable<GrantLine> Standing => Grants.Where(line => !line.Grant.Revoked && !IsClosed);

    public IEnumerable<GrantLine> Earlier => Grants.Where(line => line.Grant.Revoked || IsClosed);

    public Role Role { get; init; } = Role.Manager;

    public MunicipalityId? Municipality { get; init; }

    public string? Communities { get; init; }

    public string? Reason { get; init; }

    public string? Problem { get; init; }

    public string? Done { get; init; }
}

/// <summary>What administrators do with the rights of a region's accounts. Everything goes through the
/// grains, with a reason.</summary>
internal static class GrantPages
{
    private const int ReasonLengthMax = 4000, AddressesLengthMax = 10_000;

    public static async Task<PageAnswer> ListAsync(PageRequest request)
    {
        var accounts = await request.Service<GrantKeeper>().AccountsOfAsync(request.Region, request.Cancel);
        var known = await request.Service<AccountBook>().FindAsync(accounts, request.Cancel);
        var lines = new List<AccountLine>();
        foreach (var id in accounts)
        {
            var state = (State)(await StateAsync(request, id)).State;
            lines.Add(new AccountLine(
                id, known.GetValueOrDefault(id)?.Login, state is State.Closed,
                [.. state.StandingGrants().Select(grant => grant.Role).Distinct()]));
        }

        lines.Sort((one, other) => string.Compare(one.Login, other.Login, StringComparison.Ordinal));
        return PageAnswer.Of<GrantListPage, GrantListModel>(
            new GrantListModel(lines), request.Words().Grants.Title, Section.Accounts);
    }

    public static Task<PageAnswer> OneAsync(PageRequest request)
    {
        var words = request.Words().Grants;
        var done = request.Parameter("done") switch
        {
            "given" => words.Given,
            "revoked" => words.Revoked,
            "closed" => words.ClosedNow,
            _ => null,
        };
        return PageAsync(request, model => model with { Done = done });
    }

    public static async Task<PageAnswer> GiveAsync(PageRequest request, Form form)
    {
        var role = KebabCase.Parse<Role>(form.Text("role")) ?? Role.Visitor;
        var municipality = Guid.TryParse(form.Text("municipality"), out var id)
            ? new MunicipalityId(id)
            : (MunicipalityId?)null;
        var (communities, reason) =
            (form.Text("communities", AddressesLengthMax), form.Text("reason", ReasonLengthMax));
        if (await InvitePages.ScopeOfAsync(request, municipality, communities) is not { } scope)
            return await AgainAsync(request.Words().Problems.CommunityUnknown);
        return await AskAsync(
            request, "given",
            asked => new AccountCommand.Grant(
                asked, new EntryId(Guid.CreateVersion7()), role, scope, reason ?? ""),
            AgainAsync);

        Task<PageAnswer> AgainAsync(string problem) => RefuseAsync(request, model => model with
        {
            Problem = problem,
            Role = role,
            Municipality = municipality,
            Communities = communities,
            Reason = reason,
        });
    }

    public static Task<PageAnswer> RevokeAsync(PageRequest request, Form form) => AskAsync(
        request, "revoked",
        asked => new AccountCommand.RevokeGrant(
            asked, new EntryId(Guid.TryParse(form.Text("grant"), out var id) ? id : Guid.Empty),
            form.Text("reason", ReasonLengthMax) ?? ""),
        problem => RefuseAsync(request, model => model with { Problem = problem }));

    public static Task<PageAnswer> CloseAsync(PageRequest request, Form form) => AskAsync(
        request, "closed",
        asked => new AccountCommand.Close(asked, form.Text("reason", ReasonLengthMax) ?? ""),
        problem => RefuseAsync(request, model => model with { Problem = problem }));

    private static async Task<PageAnswer> AskAsync(
        PageRequest request, string done, Func<Asked, AccountCommand> make,
        Func<string, Task<PageAnswer>> refuse)
    {
        var id = new AccountId(request.Id);
        var order = new Order(StreamOf(request, id), make(request.NewAsked()));
        var reply = await request.Service<IGrains>().AskAsync(order, request.Cancel);
        await request.Service<RoleChanges>().AfterAsync(order, reply, CancellationToken.None);
        return reply switch
        {
            Reply.Refused { Refusal.Code: "account.unknown" } => ErrorPages.NotFound(request.Frame),
            Reply.Refused refused => await refuse(
                Refusals.Sentence(refused.Refusal.Code, request.Texts.Registry)),
            _ => new PageAnswer.GoTo(request.Frame.Links.AccountOf(id, done)),
        };
    }

    private static Task<PageAnswer> RefuseAsync(PageRequest request, Func<GrantModel, GrantModel> with) =>
        PageAsync(request, with, StatusCodes.Status422UnprocessableEntity);

    private static async Task<PageAnswer> PageAsync(
        PageRequest request, Func<GrantModel, GrantModel> with, int status = StatusCodes.Status200OK)
    {
        var id = new AccountId(request.Id);
        var (person, grants, isClosed) = (State)(await StateAsync(request, id)).State switch
        {
            State.Open a => (a.Person, a.Grants, false),
            State.Closed a => (a.Person, a.Grants, true),
            _ => (default(PersonId), default, true),
        };
        if (person == default) return ErrorPages.NotFound(request.Frame);
        var lines = new List<GrantLine>();
        foreach (var grant in grants)
            lines.Add(new GrantLine(
                grant, await GrantedPlaces.OfAsync(request, request.Region, grant.Scope)));
        var account = await request.Service<AccountBook>().FindAsync(id, request.Cancel);
        var model = new GrantModel(
            id, account?.Login, isClosed, person == request.Context().Viewer().By, lines,
            await InvitePages.MunicipalitiesAsync(request));
        return PageAnswer.Of<GrantPage, GrantModel>(
            with(model), request.Words().Grants.Account, Section.Accounts, status);
    }

    private static ValueTask<GrainState> StateAsync(PageRequest request, AccountId id) =>
        request.Service<IGrains>().StateAsync(StreamOf(request, id), request.Cancel);

    private static StreamId StreamOf(PageRequest request, AccountId id) =>
        new(request.Region, GrainKinds.Account.Category, id.Value);
}
