using CommunityGrains.Access;
using CommunityGrains.Access.Rights;
using CommunityGrains.Domain;
using CommunityGrains.Domain.Communities;
using CommunityGrains.Domain.Processes;
using CommunityGrains.Domain.Suggestions;
using CommunityGrains.Engine;
using CommunityGrains.EventLog;
using CommunityGrains.Registry;
using CommunityGrains.Registry.Texts;
using CommunityGrains.Web.Account;
using CommunityGrains.Web.Errors;
using CommunityGrains.Web.Shell;
using Microsoft.AspNetCore.Http;

namespace CommunityGrains.Web.Moderation;

/// <summary>
/// Deciding on a suggestion. What an acceptance asks of a community is considered first, so that what would
/// be refused is told beside its field; then the suggestion says that it is accepted, and a process does the
/// rest.
/// </summary>
internal static class DecisionPages
{
    private static readonly TimeSpan SightMax = TimeSpan.FromSeconds(5);

    /// <summary>What a proposal states of a community, and the name of each in the form.</summary>
    public static readonly IReadOnlyList<RegisterField> Proposed =
    [
        RegisterField.Name, RegisterField.Form, RegisterField.Municipality, RegisterField.Settlement,
        RegisterField.Address, RegisterField.Topics,
    ];

    public static async Task<PageAnswer> CorrectAsync(PageRequest request, Form form)
    {
        if (await ModerationPages.FindAsync(request) is not { Told: Told.Correction told } row)
            return ErrorPages.NotFound(request.Frame);
        // What the decision rests on was shown with the form.
        if ((form.Text("now", StoredText.LengthMax) ?? "") != (row.Now?.Trim() ?? ""))
        {
            return await RefuseAsync(
                request, form, ModerationPart.Acceptance,
                request.Texts.Voice.Moderation.ChangedMeanwhile);
        }

        ValueList<FieldChange> changes = [new(told.Field, form.Text("to", StoredText.LengthMax))];
        return await DecideAsync(
            request, form, ModerationPart.Acceptance, "accepted",
            asked => new SuggestionCommand.AcceptByCorrecting(
                asked, changes, form.Text("reason", StoredText.LengthMax)),
            (told.Community, asked => new CommunityCommand.Correct(asked, changes)));
    }

    public static async Task<PageAnswer> AskAsync(PageRequest request, Form form)
    {
        if ((await ModerationPages.FindAsync(request))?.Told.CommunityOrNone() is not { } community)
            return ErrorPages.NotFound(request.Frame);
        return await DecideAsync(
            request, form, ModerationPart.Question, "accepted",
            asked => new SuggestionCommand.AcceptByAsking(asked),
            (community, asked => new CommunityCommand.AskIfTrue(asked)));
    }

    public static Task<PageAnswer> ProposeAsync(PageRequest request, Form form)
    {
        ValueList<FieldChange> fields =
        [
            .. Proposed.Select(field =>
                    new FieldChange(field, form.Text(KebabCase.Of(field), StoredText.LengthMax)))
                .Where(change => change.To is not null),
        ];
        return DecideAsync(
            request, form, ModerationPart.Proposal, "accepted",
            asked => new SuggestionCommand.AcceptByProposing(asked, fields),
            (SuggestionProcess.ProposedBy(new SuggestionId(request.Id)),
                asked => new CommunityCommand.Propose(asked, fields)));
    }

    public static Task<PageAnswer> NoteAsync(PageRequest request, Form form) => DecideAsync(
        request, form, ModerationPart.Note, "accepted", asked => new SuggestionCommand.AcceptByNoting(
            asked, form.Text("what", StoredText.LengthMax) ?? ""));

    public static Task<PageAnswer> DeclineAsync(PageRequest request, Form form) => DecideAsync(
        request, form, ModerationPart.Refusal, "declined", asked => new SuggestionCommand.Decline(
            asked, form.Text("reason", StoredText.LengthMax) ?? ""));

    public static Task<PageAnswer> CountAsOutdatedAsync(PageRequest request, Form form) => DecideAsync(
        request, form, ModerationPart.Outdated, "outdated",
        asked => new SuggestionCommand.CountAsOutdated(asked));

    private static async Task<PageAnswer> DecideAsync(
        PageRequest request, Form form, ModerationPart part, string done,
        Func<Asked, SuggestionCommand> decide,
        (CommunityId Community, Func<Asked, CommunityCommand> Command)? follows = null)
    {
        var inner = request.Service<IGrains>();
        var grains = new RightfulGrains(
            inner, request.Service<Places>(), request.Service<RightsPolicy>(), request.Context().Viewer());
        var asked = request.NewAsked();
        if (follows is var (community, command))
        {
            var next = new Order(
                new StreamId(request.Region, GrainKinds.Community.Category, community.Value), command(asked));
            if ((await grains.ConsiderAsync(next, request.Cancel)).Refusal is { } objection)
                return await RefuseAsync(request, form, part, objection);
            if (await References.MissingAsync(inner, next, request.Cancel) is [_, ..])
                return await RefuseAsync(
                    request, form, part, new Refusal("community.field-invalid", ["municipality"]));
        }

        var stream = new StreamId(request.Region, GrainKinds.Suggestion.Category, request.Id);
        var reply = await grains.AskAsync(new Order(stream, decide(asked)), request.Cancel);
        if (reply is Reply.Refused refused) return await RefuseAsync(request, form, part, refused.Refusal);
        await request.Registry.WaitAsync(reply.Position, SightMax, request.Cancel);
        return new PageAnswer.GoTo(request.Frame.Links.Moderation(done));
    }

    private static async Task<PageAnswer> RefuseAsync(
        PageRequest request, Form form, ModerationPart part, Refusal refusal)
    {
        if (refusal.Code is "record.not-found" or "suggestion.unknown")
            return ErrorPages.NotFound(request.Frame);
        var sentence = Refusals.Sentence(refusal.Code, request.Texts.Registry);
        var fields = refusal.Details.Select(KebabCase.Parse<RegisterField>).OfType<RegisterField>()
            .Select(field => request.Texts.Names.Fields[field]).ToList();
        return await RefuseAsync(
            request, form, part, fields.Count == 0 ? sentence : $"{sentence}: {string.Join(", ", fields)}");
    }

    private static Task<PageAnswer> RefuseAsync(
        PageRequest request, Form form, ModerationPart part, string problem) => ModerationPages.PageAsync(
            request, model => model with { Part = part, Problem = problem, Typed = form.Fields() },
            StatusCodes.Status422UnprocessableEntity);
}
