using System.Collections.Concurrent;

namespace CommunityGrains.Registry.Queries.Answering;

/// <summary>
/// What words that many communities have find first, by name. Neither an index of texts nor walking along the
/// names finds a page of them soon when they lie far apart, so it is found once and remembered by the rows'
/// positions. A version of a community never changes once its command is complete: at a later position the
/// answer can only consist of what is remembered, and of versions that began after, or in the command that
/// was being read then. It is never taken for more than it is: what was remembered is filtered again, and a
/// page that lies beyond it is looked for anew.
/// </summary>
internal sealed class CommonWords
{
    /// <summary>How many of the first rows are remembered.</summary>
    public const int RowsMax = 1_000;

    // Beyond so many events the versions that came after are as many as a search anew would read.
    private const long EventsMax = 5_000;

    private const int WordsMax = 256;

    private readonly ConcurrentDictionary<string, Known> all = new(StringComparer.Ordinal);

    /// <summary>The first rows as of a position. <c>UpTo</c>: the place of the last one; null when these are
    /// all.</summary>
    public sealed record Known((long Epoch, long Position) At, long[] Positions, Cursor? UpTo);

    /// <summary>Null when they are not known, or too long ago.</summary>
    public Known? Find(string words, Moment moment) =>
        all.TryGetValue(words, out var known) && known.At.Epoch == moment.Epoch
        && moment.Position >= known.At.Position && moment.Position - known.At.Position <= EventsMax
            ? known
            : null;

    public Known Remember(string words, Moment moment, IReadOnlyList<Found> found)
    {
        var known = new Known(
            (moment.Epoch, moment.Position), [.. found.Select(row => row.Position)],
            found.Count < RowsMax ? null : found[^1].Place);
        if (all.Count >= WordsMax) all.Clear();
        all[words] = known;
        return known;
    }
}
