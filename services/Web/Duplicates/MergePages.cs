using CommunityGrains.Access.Rights;
using CommunityGrains.Domain;
using CommunityGrains.Domain.Communities;
using CommunityGrains.Engine;
using CommunityGrains.Registry.Queries;
using CommunityGrains.Registry.Texts;
using CommunityGrains.Web.Entries;
using CommunityGrains.Web.Errors;
using CommunityGrains.Web.Shell;
using Microsoft.AspNetCore.Http;

namespace CommunityGrains.Web.Duplicates;

/// <summary>Two records that may be one: making them one, or saying that they are two. Both records must be
/// the viewer's.</summary>
internal static class MergePages
{
    public const string With = "with", Survivor = "survivor", Take = "take";

    public static async Task<PageAnswer> ShowAsync(PageRequest request) =>
        await ReadAsync(request, request.Parameter(With)) is { } model
            ? Page(request, model with
            {
                Taken = model.Rows.Where(row => row is { Field: not null, HasGap: true })
                    .Select(row => KebabCase.Of(row.Field!.Value)).ToHashSet(),
            })
            : ErrorPages.NotFound(request.Frame);

    public static async Task<PageAnswer> TakeAsync(PageRequest request, Form form)
    {
        if (await ReadAsync(request, form.Text(With)) is not { } model)
            return ErrorPages.NotFound(request.Frame);
        var reason = form.Fields().GetValueOrDefault(EntryFields.Reason)?.Trim() ?? "";
        var chosen = Guid.TryParse(form.Text(Survivor), out var id) ? new CommunityId(id) : model.Survivor;
        model = model with
        {
            Survivor = chosen, Taken = form.All(Take).ToHashSet(), Reason = reason,
        };
        if (model.Both.FirstOrDefault(record => record.Row.Id == chosen) is not { } survivor)
            return ErrorPages.NotFound(request.Frame);
        var other = model.Both.First(record => record.Row.Id != chosen);
        if ((MergeModel.CannotStay(survivor, request.Texts) ?? MergeModel.MustStay(other, request.Texts))
            is { } obstacle)
            return Refuse(request, model, obstacle);
        var reply = await request.AskAsync(GrainKinds.Community, chosen.Value, new CommunityCommand.Absorb(
            request.NewAsked(), chosen, other.Row.Id, reason));
        if (reply is Reply.Refused refused) return Refuse(request, model, refused.Refusal);
        var (step, code) = await Merging.SettleAsync(request, chosen, other.Row.Id);
        if (step == MergeStep.Refused)
        {
            return Refuse(
                request, model, Refusals.Sentence(code ?? Asking.NotFound, request.Texts.Registry));
        }

        await TakeOverAsync(request, model, survivor, other, reason);
        return new PageAnswer.GoTo(request.Frame.Links.CommunityDone(
            chosen, step == MergeStep.Done ? "merged" : "merging"));
    }

    /// <summary>Says that two records are two communities. The suspicion may stand on either.</summary>
    public static async Task<PageAnswer> DismissAsync(PageRequest request, Form form)
    {
        if (await ReadAsync(request, form.Text(With)) is not { } model)
            return ErrorPages.NotFound(request.Frame);
        var reason = form.Fields().GetValueOrDefault("dismiss-reason")?.Trim() ?? "";
        var (left, right) = (model.Left.Row.Id, model.Right.Row.Id);
        var suspects = new List<(CommunityId Self, CommunityId Other)>();
        foreach (var (self, other) in new[] { (left, right), (right, left) })
        {
            var card = (await Merging.CommunityAsync(request, self)).CardOrNone();
            if (card?.OpenSuspicions.Contains(other) == true) suspects.Add((self, other));
        }

        if (suspects.Count == 0) suspects.Add((left, right));
        foreach (var (self, other) in suspects)
        {
            var reply = await request.AskAsync(
                GrainKinds.Community, self.Value,
                new CommunityCommand.DismissDuplicate(request.NewAsked(), other, reason));
            if (reply is Reply.Refused { Refusal: var refusal })
            {
                return refusal.Code == Asking.NotFound
                    ? ErrorPages.NotFound(request.Frame)
                    : Page(request, model with
                    {
                        DismissReason = reason,
                        Problems = EntryProblems.Of(refusal, request.Texts).ToDictionary(
                            pair => pair.Key == EntryFields.Reason ? "dismiss-reason" : pair.Key,
                            pair => pair.Value),
                    }, StatusCodes.Status422UnprocessableEntity);
            }
        }

        return new PageAnswer.GoTo(request.Frame.Links.CommunityDone(left, "dismissed"));
    }

    // The survivor's own word stays unless somebody has chosen the other's.
    private static async Task TakeOverAsync(
        PageRequest request, MergeModel model, CommunityDetails survivor, CommunityDetails other,
        string reason)
    {
        ValueList<FieldChange> changes =
        [
            .. model.Rows.Select(row => row.Field).OfType<RegisterField>()
                .Where(field => model.Taken.Contains(KebabCase.Of(field)))
                .Select(field => new FieldChange(field, RegisterFields.Read(other.Row.Entry, field)))
                .Where(change => change.To is not null
                    && change.To != RegisterFields.Read(survivor.Row.Entry, change.Field)),
        ];
        if (changes.Count == 0) return;
        await request.AskAsync(
            GrainKinds.Community, survivor.Row.Id.Value,
            new CommunityCommand.Correct(request.NewAsked(), changes, reason));
    }

    // A record that is not the viewer's is not there.
    private static async Task<MergeModel?> ReadAsync(PageRequest request, string? with)
    {
        if (!Guid.TryParse(with, out var id) || id == request.Id) return null;
        if (await OneAsync(request, request.Id) is not { } left) return null;
        if (await OneAsync(request, id) is not { } right) return null;
        var forOffice = new[] { left, right }.All(record => request.May<CommunityCommand.StateByRegister>(
            Place.Of(request.Region, record.Row.Entry.Municipality, record.Row.Id)));
        return new MergeModel(
            left, right, MergeModel.RowsOf(left, right, forOffice, request.Words),
            Likeness.Between(PlacedName.Of(left.Row.Entry), PlacedName.Of(right.Row.Entry)))
        {
            Survivor = MergeModel.Better(left, right),
        };
    }

    private static async Task<CommunityDetails?> OneAsync(PageRequest request, Guid id)
    {
        var place = await request.PlaceOfAsync(GrainKinds.Community, id);
        if (!request.May<CommunityCommand.Absorb>(place)) return null;
        var found = await request.Registry.CommunityAsync(
            request.Region, new CommunityId(id), cancel: request.Cancel);
        return found is { Row.Status: not (CommunityStatus.Merged or CommunityStatus.Rejected
            or CommunityStatus.Closed) } ? found : null;
    }

    private static PageAnswer Refuse(PageRequest request, MergeModel model, Refusal refusal) =>
        refusal.Code == Asking.NotFound
            ? ErrorPages.NotFound(request.Frame)
            : Page(request, model with
            {
                Problems = EntryProblems.Of(refusal, request.Texts).ToDictionary(),
            }, StatusCodes.Status422UnprocessableEntity);

    private static PageAnswer Refuse(PageRequest request, MergeModel model, string problem) => Page(
        request, model with { Problems = new Dictionary<string, string> { [""] = problem } },
        StatusCodes.Status422UnprocessableEntity);

    private static PageAnswer Page(
        PageRequest request, MergeModel model, int status = StatusCodes.Status200OK) =>
        PageAnswer.Of<MergePage, MergeModel>(
            model, request.Texts.Duplicates.MergeTitle, Section.Duplicates, status);
}
