using CommunityGrains.Access.Rights;
using CommunityGrains.Domain;
using CommunityGrains.Domain.Communities;
using CommunityGrains.Registry.Queries;
using CommunityGrains.Web.Account;
using CommunityGrains.Web.Errors;
using CommunityGrains.Web.Shell;
using CommunityGrains.Web.Wording;

namespace CommunityGrains.Web.Entries;

/// <summary>One possible duplicate as the page's script shows it, in words.</summary>
public sealed record LookalikeLine(string Id, string Name, string About, string Why, string Address);

/// <summary>Asking whether a record that is being entered is there already: while it is typed, and once more
/// before it is taken. What somebody says is another community is put on record with his reason, so that
/// nobody is asked again.</summary>
internal static class EntryLookalikes
{
    /// <summary>The fields that records are compared by.</summary>
    public static readonly IReadOnlyList<string> Compared =
        ["name", "form", "municipality", "settlement", "address"];

    /// <summary>Possible duplicates of what was typed, without those already <paramref name="known"/> or
    /// judged.</summary>
    public static async Task<IReadOnlyList<Lookalike>> OfAsync(
        PageRequest request, EntryTyped typed, CommunityId self, IReadOnlyCollection<CommunityId> known)
    {
        if (typed.Entry() is not { } entry) return [];
        var alike = await request.Service<ILookalikes>().LookalikesAsync(
            request.Region, entry, self, request.Cancel);
        return [.. alike.Where(found => !known.Contains(found.Id))];
    }

    /// <summary>What is still to be said about them; null when nothing is. Whoever has not seen one of them
    /// is shown it first.</summary>
    public static IReadOnlyDictionary<string, string>? Question(
        IReadOnlyList<Lookalike> alike, Form form, EntryTyped typed, Texts texts)
    {
        if (alike.Count == 0) return null;
        var seen = form.All(EntryFields.Seen).ToHashSet();
        var reason = typed[EntryFields.Different];
        if (alike.All(found => seen.Contains(found.Id.ToString())))
        {
            return reason is null ? Problem(texts.Entry.DifferentNeeded)
                : reason.Length > StoredText.LengthMax || !StoredText.IsClean(reason)
                    ? Problem(texts.Entry.DifferentUnfit)
                : null;
        }

        return new Dictionary<string, string>();

        static Dictionary<string, string> Problem(string text) => new() { [EntryFields.Different] = text };
    }

    /// <summary>Puts on record that these are other communities.</summary>
    public static async Task SayDifferentAsync(
        PageRequest request, CommunityId self, IReadOnlyList<Lookalike> alike, string? reason)
    {
        foreach (var other in alike)
        {
            await request.AskAsync(GrainKinds.Community, self.Value, new CommunityCommand.DismissDuplicate(
                request.NewAsked(), other.Id, reason ?? ""));
        }
    }

    /// <summary>What looks like the community that is being typed, for the page's script.</summary>
    public static async Task<PageAnswer> HintAsync(PageRequest request)
    {
        if (!Guid.TryParse(request.Parameter("municipality"), out var municipality)
            || request.Parameter("name", StoredText.NameLengthMax) is not { } name)
            return new PageAnswer.Data(DataFile.Of(Array.Empty<LookalikeLine>()));
        var self = Guid.TryParse(request.Parameter("self"), out var own)
            ? new CommunityId(own)
            : (CommunityId?)null;
        var place = Place.Of(request.Region, new MunicipalityId(municipality));
        if (self is { } record) place = place with { Communities = [record] };
        if (!request.May<CommunityCommand.Register>(place)
            && !request.May<CommunityCommand.Correct>(place))
            return ErrorPages.NotFound(request.Frame);
        var entry = new RegisterEntry(
            name, KebabCase.Parse<CommunityForm>(request.Parameter("form")) ?? CommunityForm.Other,
            new MunicipalityId(municipality), Settlement: request.Parameter("settlement"),
            Address: request.Parameter("address"));
        var found = await request.Service<ILookalikes>().LookalikesAsync(
            request.Region, entry, self, request.Cancel);
        return new PageAnswer.Data(DataFile.Of(found.Select(other => LineOf(request, other)).ToList()));
    }

    private static LookalikeLine LineOf(PageRequest request, Lookalike other) => new(
        other.Id.ToString(), other.Entry.Name, About(other, request.Words),
        Why(other.Likeness, request.Texts), request.Frame.Links.Community(other.Id));

    /// <summary>What it is and where, in a line.</summary>
    public static string About(Lookalike other, Words words) => string.Join(" · ", new[]
    {
        words.Texts.Names.Forms[other.Entry.Form], other.Entry.Settlement, Words.Bound(other.Entry.Address),
        words.Texts.Names.Statuses[other.Status],
    }.Where(part => !string.IsNullOrEmpty(part)));

    /// <summary>Why it looks alike, in words.</summary>
    public static string Why(Likeness likeness, Texts texts) => string.Join(", ", likeness.Grounds
        .Select(ground => texts.Duplicates.Grounds.GetValueOrDefault(ground, ground)));
}
