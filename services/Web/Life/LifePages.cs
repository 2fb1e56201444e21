using CommunityGrains.Domain;
using CommunityGrains.Domain.Communities;
using CommunityGrains.Engine;
using CommunityGrains.Web.Communities;
using CommunityGrains.Web.Duplicates;
using CommunityGrains.Web.Entries;
using CommunityGrains.Web.Errors;
using CommunityGrains.Web.Shell;

namespace CommunityGrains.Web.Life;

/// <summary>The acts on a community's page. Refused, the page comes again with what was typed.</summary>
internal static class LifePages
{
    public const string What = "what", SeenOn = "seen-on";

    public static async Task<PageAnswer> ActAsync(PageRequest request, Form form)
    {
        if (KebabCase.Parse<LifeAct>(form.Text("act")) is not { } act)
            return ErrorPages.NotFound(request.Frame);
        var asked = request.NewAsked();
        var (reason, id) = (Text(EntryFields.Reason), new CommunityId(request.Id));
        CommunityCommand command = act switch
        {
            LifeAct.Confirm => new CommunityCommand.ConfirmRegistration(asked, Text(EntryFields.Basis)),
            LifeAct.Reject => new CommunityCommand.Reject(asked, reason),
            LifeAct.LifeSign => new CommunityCommand.NoteLifeSign(
                asked, Text(What), PageRequest.Date(form.Text(SeenOn)) ?? asked.On),
            LifeAct.StillTrue => new CommunityCommand.ConfirmStillTrue(asked),
            LifeAct.Ask => new CommunityCommand.AskIfTrue(asked),
            LifeAct.Close => new CommunityCommand.Close(asked, reason),
            LifeAct.Reopen => new CommunityCommand.Reopen(asked, reason),
            LifeAct.UndoMerge => new CommunityCommand.UndoMerge(asked, reason),
            _ => throw new ArgumentOutOfRangeException(nameof(form), act, "no such act"),
        };
        var survivor = act == LifeAct.UndoMerge ? await Merging.SurvivorOfAsync(request, id) : null;
        var reply = await request.AskAsync(GrainKinds.Community, request.Id, command);
        if (reply is Reply.Refused refused) return await RefuseAsync(request, form, act, refused.Refusal);
        var done = reply is Reply.Accepted { EventCount: 0 } ? "already" : KebabCase.Of(act);
        if (survivor is { } other && !await Merging.IsUndoneAsync(request, other, id)) done = "undoing";
        // Undone from the record that stays, one comes back to it.
        return new PageAnswer.GoTo(request.Frame.Links.CommunityDone(
            survivor is { } stays && form.Flag("from-survivor") ? stays : id, done));

        // As long as it was typed: what is too long is told and not cut.
        string Text(string name) => form.Fields().GetValueOrDefault(name)?.Trim() ?? "";
    }

    private static Task<PageAnswer> RefuseAsync(
        PageRequest request, Form form, LifeAct act, Refusal refusal) =>
        refusal.Code == Asking.NotFound
            ? Task.FromResult(ErrorPages.NotFound(request.Frame))
            : CommunityPages.RefuseAsync(request, work => work with
            {
                Refused = act,
                Typed = form.Fields(),
                Problems = EntryProblems.Of(refusal, request.Texts).ToDictionary(),
            });
}
