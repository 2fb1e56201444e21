using CommunityGrains.Access;
using CommunityGrains.Access.Rights;
using CommunityGrains.Domain;
using CommunityGrains.Domain.Initiatives;
using CommunityGrains.Engine;
using CommunityGrains.Registry.Queries;
using CommunityGrains.Web.Account;
using CommunityGrains.Web.Acts;
using CommunityGrains.Web.Errors;
using CommunityGrains.Web.Shell;
using Microsoft.AspNetCore.Http;

namespace CommunityGrains.Web.Initiatives;

/// <summary>The form of a new initiative of a community. <c>Leaders</c>: who might lead it.</summary>
public sealed record ProposalModel(
    CommunityRow Community, IReadOnlyList<LeaderRow> Leaders, Attempt? Tried);

/// <summary>Proposing an initiative: it begins with the analysis, so that the problem may be stated at
/// once.</summary>
internal static class ProposalPages
{
    private const string Name = "propose";

    public static async Task<PageAnswer> ShowAsync(PageRequest request) =>
        await CommunityAsync(request) is { } community
            ? await PageAsync(request, community, null)
            : ErrorPages.NotFound(request.Frame);

    public static async Task<PageAnswer> TakeAsync(PageRequest request, Form form)
    {
        if (await CommunityAsync(request) is not { } community) return ErrorPages.NotFound(request.Frame);
        var typed = new TypedForm(form);
        var id = new InitiativeId(typed.Id("entry") ?? Guid.CreateVersion7());
        var stream = request.StreamOf(GrainKinds.Initiative, id.Value);
        var (title, leader) = (typed.Text("title"), typed.Id("leader"));
        var reply = await request.AskAsync(stream, asked => new InitiativeCommand.Propose(
            asked, title, community.Entry.Municipality, [community.Id],
            leader is { } claim ? new LeaderId(claim) : null));
        if (reply is Reply.Refused refused) return await RefuseAsync(refused);
        return await ProblemAsync(request, id, typed)
            ?? new PageAnswer.GoTo(request.Frame.Links.InitiativeDone(id, Name));

        async Task<PageAnswer> RefuseAsync(Reply.Refused wrong) => wrong.IsNotThere()
            ? ErrorPages.NotFound(request.Frame)
            : await PageAsync(request, community, new Attempt(
                Name, typed.Fields, RefusalWords.Sentence(wrong.Refusal, request.Texts),
                RefusalWords.FieldOf(wrong.Refusal)));
    }

    /// <summary>Whether the viewer may propose something for a community.</summary>
    public static bool May(PageRequest request, CommunityRow community) =>
        community.Status is CommunityStatus.Proposed or CommunityStatus.Registered
            or CommunityStatus.Active or CommunityStatus.Dormant
        && request.Service<RightsPolicy>().Decide(
            request.Context().Viewer(), What.Do<InitiativeCommand.Propose>(),
            Place.Of(request.Region, community.Entry.Municipality, community.Id)) == Verdict.Granted;

    /// <summary>The problem that came with the proposal; the initiative's page with its form when it was
    /// refused, or only half of it was said.</summary>
    private static async Task<PageAnswer?> ProblemAsync(
        PageRequest request, InitiativeId id, TypedForm typed)
    {
        var (problem, concerned) = (typed.Text("problem"), typed.Text("concerned"));
        if (problem.Length + concerned.Length == 0) return null;
        var reply = await request.AskAsync(
            request.StreamOf(GrainKinds.Initiative, id.Value),
            asked => new InitiativeCommand.StateProblem(asked, problem, concerned));
        return reply is not Reply.Refused { Refusal: var refusal } ? null : await InitiativePages.PageAsync(
            request, id,
            new Attempt(
                Attempt.NameOf(InitiativeAct.StateProblem), typed.Fields,
                RefusalWords.Sentence(refusal, request.Texts), RefusalWords.FieldOf(refusal)),
            StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<PageAnswer> PageAsync(
        PageRequest request, CommunityRow community, Attempt? tried) =>
        PageAnswer.Of<ProposalPage, ProposalModel>(
            new ProposalModel(
                community, await InitiativeWork.LeadersAsync(request, [community.Id]), tried),
            request.Texts.InitiativeWork.Proposing.Title, Section.Communities,
            tried is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);

    private static async Task<CommunityRow?> CommunityAsync(PageRequest request)
    {
        var found = await request.Registry.CommunityAsync(
            request.Region, new CommunityId(request.Id), cancel: request.Cancel);
        return found is not null && May(request, found.Row) ? found.Row : null;
    }
}
