using CommunityGrains.Domain;
using CommunityGrains.Domain.Communities;

namespace CommunityGrains.Registry.Imports.Register;

/// <summary>A community that another may be the same as. <c>Row</c>: where it stands in the file, if it
/// does. <c>Ordinal</c>: its place among those on record, the oldest first; null when this file brings it.
/// <c>Entered</c>: ends when it is on record, or will not be.</summary>
internal sealed record Candidate(
    CommunityId Id, string Name, PlacedName Placed, int? Row, int? Ordinal, Task Entered);

/// <summary>
/// Finds communities that look like one another without comparing each with each: only those of one
/// municipality that share the numbers in their names and a word, or the beginning or end of one. Two
/// communities whose numbers differ are never suggested, so nothing is missed by that.
/// </summary>
internal sealed class DuplicateFinder
{
    private const int ComparedMax = 400;
    /// <summary>As many are suggested for one community; more would not be looked at.</summary>
    public const int FoundMax = 5;

    private const int StemLetters = 4;

    private readonly Dictionary<(MunicipalityId, string Numbers, string Part), List<Candidate>> blocks = [];

    public void Add(Candidate candidate)
    {
        foreach (var key in Keys(candidate.Placed))
        {
            if (!blocks.TryGetValue(key, out var block)) blocks[key] = block = [];
            block.Add(candidate);
        }
    }

    /// <summary>Those that look alike, likest first. Words that few have are looked up first, so that where a
    /// whole district calls itself alike the comparing stays bounded. Only those that count make a word
    /// frequent or use up the bound, so that what came later does not change what is found.</summary>
    public IReadOnlyList<(Candidate Candidate, Likeness Likeness)> Find(PlacedName placed,
        Func<Candidate, bool> counts)
    {
        var found = new List<(Candidate Candidate, Likeness Likeness)>();
        foreach (var candidate in Keys(placed).Select(key => blocks.GetValueOrDefault(key))
            .OfType<List<Candidate>>()
            .Select(block => block.Where(counts).Take(ComparedMax).ToList())
            .OrderBy(block => block.Count)
            .SelectMany(block => block)
            .DistinctBy(candidate => candidate.Id)
            .Take(ComparedMax))
        {
            if (Likeness.Between(placed, candidate.Placed) is { IsSuggested: true } likeness)
                found.Add((candidate, likeness));
        }

        return
        [
            .. found.OrderByDescending(pair => pair.Likeness.Percent)
                .ThenBy(pair => pair.Candidate.Id.Value),
        ];
    }

    private static HashSet<(MunicipalityId, string, string)> Keys(PlacedName placed)
    {
        var keys = new HashSet<(MunicipalityId, string, string)>();
        foreach (var word in placed.Name.Words)
        {
            keys.Add((placed.Municipality, placed.Name.Numbers, word));
            if (word.Length <= StemLetters) continue;
            keys.Add((placed.Municipality, placed.Name.Numbers, word[..StemLetters] + "…"));
            keys.Add((placed.Municipality, placed.Name.Numbers, "…" + word[^StemLetters..]));
        }

        return keys;
    }
}
