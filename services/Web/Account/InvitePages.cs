using CommunityGrains.Access.Accounts;
using CommunityGrains.Domain;
using CommunityGrains.Domain.Access;
using CommunityGrains.Registry.Queries;
using CommunityGrains.Web.Shell;
using Microsoft.AspNetCore.Http;

namespace CommunityGrains.Web.Account;

/// <summary>The form of an invitation, with what was typed. <c>Municipality</c>: null for the whole
/// region. <c>Person</c>: who of those on record it is for, where it is for one of them.</summary>
public sealed record InviteModel(
    IReadOnlyList<MunicipalityRow> Municipalities, string? Login = null, Role Role = Role.Manager,
    MunicipalityId? Municipality = null, string? Communities = null, PersonId? Person = null,
    string? Problem = null);

/// <summary>A link that was made, to be shown once.</summary>
public sealed record InviteMadeModel(string Login, string Link);

/// <summary>Inviting somebody: an administrator's page.</summary>
internal static class InvitePages
{
    private const int MunicipalitiesMax = 200;

    public static async Task<PageAnswer> ShowAsync(PageRequest request)
    {
        var model = new InviteModel(await MunicipalitiesAsync(request))
        {
            Person = PersonOf(request.Parameter("person")),
        };
        if (model.Person is not null) model = model with { Role = Role.Leader };
        return await ObjectionAsync(request, model) is { } problem
            ? Refuse(request, model, problem)
            : Page(request, model);
    }

    public static async Task<PageAnswer> TakeAsync(PageRequest request, Form form)
    {
        var model = new InviteModel(
            await MunicipalitiesAsync(request),
            form.Text("login"),
            KebabCase.Parse<Role>(form.Text("role") ?? "") ?? Role.Visitor,
            Guid.TryParse(form.Text("municipality"), out var id) ? new MunicipalityId(id) : null,
            form.Text("communities", 10_000),
            PersonOf(form.Text("person")));
        var words = request.Words().Problems;
        if (LoginName.Of(model.Login) is not { } login) return Refuse(request, model, words.LoginUnfit);
        if (await ScopeOfAsync(request, model.Municipality, model.Communities) is not { } scope)
            return Refuse(request, model, words.CommunityUnknown);
        if (!RoleScopes.Fit(model.Role, scope)) return Refuse(request, model, words.ScopeUnfit);
        if (await ObjectionAsync(request, model) is { } problem) return Refuse(request, model, problem);
        var secret = await request.Service<Invitations>().MakeAsync(
            request.Own(), request.Region, model.Role, scope, login, model.Person, request.Cancel);
        var link = $"{request.Http.Scheme}://{request.Http.Host}{request.Frame.Links.Invitation(secret)}";
        return PageAnswer.Of<InviteMadePage, InviteMadeModel>(
            new InviteMadeModel(login, link), request.Words().Invitation.MadeTitle, Section.Accounts);
    }

    /// <summary>Communities when some are named, else the municipality, else the region; null when a
    /// community is none.</summary>
    public static async Task<Scope?> ScopeOfAsync(
        PageRequest request, MunicipalityId? municipality, string? addresses)
    {
        var named = (addresses ?? "").Split(
            (char[])[' ', ',', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries);
        if (named.Length == 0)
            return municipality is { } place ? new Scope.Municipalities([place]) : new Scope.Region();
        var communities = new List<CommunityId>();
        foreach (var address in named.Take(RoleScopes.IdsMax))
        {
            var last = address.TrimEnd('/').Split('/')[^1].Split('?', '#')[0];
            if (!Guid.TryParse(last, out var id) || await request.Registry.CommunityAsync(
                request.Region, new CommunityId(id), cancel: request.Cancel) is null)
                return null;
            communities.Add(new CommunityId(id));
        }

        return new Scope.Communities([.. communities]).Tidy();
    }

    public static async Task<IReadOnlyList<MunicipalityRow>> MunicipalitiesAsync(PageRequest request) =>
        (await request.Registry.MunicipalitiesAsync(
            new MunicipalityQuery(request.Region) { Limit = MunicipalitiesMax }, request.Cancel)).Items;

    // An id that is none is nobody's, and not an invitation for anybody: it would bind the wrong one.
    private static PersonId? PersonOf(string? text) => text is null
        ? null
        : new PersonId(Guid.TryParse(text, out var id) ? id : Guid.Empty);

    private static async Task<string?> ObjectionAsync(PageRequest request, InviteModel model) =>
        model.Person is { } person
        && await request.Service<InvitedPeople>().ObjectionAsync(request.Region, person, request.Cancel)
            is { } objection
            ? request.Words().Problems.Person[objection]
            : null;

    private static PageAnswer Refuse(PageRequest request, InviteModel model, string problem) => Page(
        request, model with { Problem = problem }, StatusCodes.Status422UnprocessableEntity);

    private static PageAnswer Page(
        PageRequest request, InviteModel model, int status = StatusCodes.Status200OK) =>
        PageAnswer.Of<InvitePage, InviteModel>(
            model, request.Words().Invitation.MakeTitle, Section.Accounts, status);
}
