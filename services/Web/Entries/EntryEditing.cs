using System.Globalization;
using CommunityGrains.Domain;
using CommunityGrains.Domain.Communities;
using CommunityGrains.Engine;
using CommunityGrains.Registry.Queries;
using CommunityGrains.Web.Errors;
using CommunityGrains.Web.Histories;
using CommunityGrains.Web.Shell;

namespace CommunityGrains.Web.Entries;

/// <summary>Editing an entry. Only fields that were changed in the form are corrected. When others changed
/// the entry meanwhile, the form comes again with both, and nothing is corrected unseen.</summary>
internal static class EntryEditing
{
    /// <summary>The record as it is; its entry as the form's fields.</summary>
    private sealed record Now(EntryModel Model, Community Community, Card Card)
    {
        public Dictionary<string, string?> Fields { get; } = EntryFields.Of(Card.Entry);
    }

    public static async Task<PageAnswer> ShowAsync(PageRequest request) =>
        await ReadAsync(request) is not { } now
            ? ErrorPages.NotFound(request.Frame)
            : EntryPages.Page(request, now.Model with { Values = now.Fields });

    public static async Task<PageAnswer> TakeAsync(PageRequest request, Form form)
    {
        if (await ReadAsync(request) is not { } now) return ErrorPages.NotFound(request.Frame);
        if (now.Model.Blocked is not null)
            return EntryPages.Refuse(request, now.Model with { Values = now.Fields });
        var typed = EntryTyped.Of(form, now.Model.ForOffice, request.Texts);
        var (then, others) = await ThenAsync(request, form, now);
        var mine = typed.Shown.Keys.Where(name => IsChanged(name, typed, then)).ToHashSet();
        var model = now.Model with { Values = typed.Shown };
        var problems = ProblemsOf(request, now, typed, mine);
        if (others is not null)
        {
            // What I left alone is what they made of it; what I typed stays.
            var values = new Dictionary<string, string?>(typed.Shown);
            foreach (var change in others.Changes.Where(change => !mine.Contains(change.Field)))
                values[change.Field] = change.To;
            return EntryPages.Refuse(
                request, model with { Values = values, Others = others, Problems = problems });
        }

        if (problems.Count > 0) return EntryPages.Refuse(request, model with { Problems = problems });
        if (mine.Count == 0)
            return new PageAnswer.GoTo(request.Frame.Links.CommunityDone(model.Id, "unchanged"));
        return await CorrectAsync(request, form, now, typed, mine);
    }

    private static async Task<PageAnswer> CorrectAsync(
        PageRequest request, Form form, Now now, EntryTyped typed, HashSet<string> mine)
    {
        var model = now.Model with { Values = typed.Shown };
        // A community's own leader does not judge which records are one.
        IReadOnlyList<Lookalike> alike = model.ForOffice && mine.Overlaps(EntryLookalikes.Compared)
            ? await EntryLookalikes.OfAsync(
                request, typed, model.Id,
                [.. now.Card.Suspected, .. now.Card.Dismissed, .. now.Card.Absorbed])
            : [];
        if (EntryLookalikes.Question(alike, form, typed, request.Texts) is { } question)
            return EntryPages.Refuse(request, model with { Lookalikes = alike, Problems = question });
        var reply = await request.AskAsync(
            GrainKinds.Community, model.Id.Value,
            new CommunityCommand.Correct(
                request.NewAsked(), typed.Changes(mine.Contains), typed[EntryFields.Reason]),
            model.Version);
        if (reply is Reply.Refused { Refusal.Code: "grain.version-differs" })
            return await TakeAsync(request, form);
        if (reply is Reply.Refused refused) return EntryPages.Refuse(request, model, refused.Refusal);
        await EntryLookalikes.SayDifferentAsync(request, model.Id, alike, typed[EntryFields.Different]);
        return new PageAnswer.GoTo(request.Frame.Links.CommunityDone(model.Id, "corrected"));
    }

    private static async Task<Now?> ReadAsync(PageRequest request)
    {
        var place = await request.PlaceOfAsync(GrainKinds.Community, request.Id);
        if (!request.May<CommunityCommand.Correct>(place)) return null;
        var (state, version) = await request.StateAsync(GrainKinds.Community, request.Id);
        if (((Community)state).CardOrNone() is not { } card) return null;
        var community = (Community)state;
        var offered = await EntryPages.OfferedAsync<CommunityCommand.Correct>(request);
        if (offered.All(row => row.Id != card.Entry.Municipality)
            && await request.Registry.MunicipalityAsync(
                request.Region, card.Entry.Municipality, cancel: request.Cancel) is { Row: var own })
            offered = [own, .. offered];
        // Who states the office's register is who sees what is written for the office alone.
        var model = new EntryModel(
            new CommunityId(request.Id), IsNew: false, offered,
            request.May<CommunityCommand.StateByRegister>(place))
        {
            Name = card.Entry.Name,
            Version = version,
            Blocked = BlockedBy(request, community),
        };
        return new Now(model, community, card);
    }

    // What a correction of nothing is refused for, is the record's state.
    private static string? BlockedBy(PageRequest request, Community community) =>
        CommunityDecider.Decide(new CommunityCommand.Correct(request.NewAsked(), []), community)
            is Decision<CommunityEvent>.Rejected { Refusal: var refusal }
            ? Registry.Texts.Refusals.Sentence(refusal.Code, request.Texts.Registry)
            : null;

    // What the form was made of; others' work is null when none of it is in the form.
    private static async Task<(IReadOnlyDictionary<string, string?> Then, OthersWork? Others)> ThenAsync(
        PageRequest request, Form form, Now now)
    {
        if (!long.TryParse(
                form.Text("version"), NumberStyles.None, CultureInfo.InvariantCulture, out var made)
            || made >= now.Model.Version)
            return (now.Fields, null);
        var (then, work) = await OthersWork.SinceAsync(
            request, request.StreamOf(GrainKinds.Community, request.Id), now.Fields, made);
        var shown = work with { Changes = [.. work.Changes.Where(change => form.Has(change.Field))] };
        return (then, shown.Changes.Count > 0 ? shown : null);
    }

    // A field that stands as it was shown is not changed, however it would be read.
    private static bool IsChanged(
        string name, EntryTyped typed, IReadOnlyDictionary<string, string?> then) =>
        then.TryGetValue(name, out var was)
        && typed.Shown[name] != EntryTyped.Lines(was ?? "").Trim()
        && !(typed.Meant.TryGetValue(name, out var meant) && meant == was);

    private static Dictionary<string, string> ProblemsOf(
        PageRequest request, Now now, EntryTyped typed, HashSet<string> mine)
    {
        var problems = EntryProblems.Of(
            new EntryAttempt(typed.Changes(mine.Contains), Reason: typed[EntryFields.Reason]),
            tried => new CommunityCommand.Correct(request.NewAsked(), tried.Fields, tried.Reason),
            now.Community, request.Texts);
        foreach (var (name, problem) in typed.Problems.Where(pair => mine.Contains(pair.Key)))
            problems[name] = problem;
        if (mine.Contains("municipality") && typed["municipality"] is { } town
            && now.Model.Municipalities.All(place => place.Id.ToString() != town))
            problems["municipality"] = request.Texts.Entry.NoMunicipality;
        var needsReason = mine.Select(KebabCase.Parse<RegisterField>)
            .Any(field => field is { } changed && EntryFields.NeedsReason(changed));
        if (needsReason && typed[EntryFields.Reason] is null)
            problems[EntryFields.Reason] = request.Texts.Entry.ReasonNeeded;
        return problems;
    }
}
