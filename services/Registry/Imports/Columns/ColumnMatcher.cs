using CommunityGrains.Registry.Files;

namespace CommunityGrains.Registry.Imports.Columns;

/// <summary>Which cell of a row is which column. <c>Unrecognised</c>: headers that nobody reads, each with
/// the column it resembles, if any; they are reported, never dropped in silence.</summary>
public sealed record ColumnMap(
    IReadOnlyList<string> Header, IReadOnlyDictionary<string, int> Places,
    IReadOnlyList<UnrecognisedColumn> Unrecognised)
{
    /// <summary>The column as the file calls it; its key when the file does not have it.</summary>
    public string HeaderOf(string key) => Places.TryGetValue(key, out var place) ? Header[place] : key;

    /// <summary>The file has this column, whatever stands in its cells.</summary>
    public bool Has(string key) => Places.ContainsKey(key);

    /// <summary>The cell, trimmed; "" also when the file has no such column.</summary>
    public string Cell(TableRow row, string key) =>
        Places.TryGetValue(key, out var place) && place < row.Cells.Count ? row.Cells[place].Trim() : "";
}

/// <summary>What is known of a file's columns before anybody has said a word about them. <c>Missing</c>: the
/// required ones that no header means. <c>Doubled</c>: those that two headers mean.</summary>
public sealed record ColumnGuess(
    ColumnMap Map, IReadOnlyList<TargetColumn> Missing, IReadOnlyList<DoubledColumn> Doubled)
{
    /// <summary>Whether a file could be imported so.</summary>
    public bool IsComplete => Missing.Count == 0 && Doubled.Count == 0;
}

/// <summary>Two headers that mean one column; the first is read.</summary>
public sealed record DoubledColumn(TargetColumn Column, string First, string Second);

/// <summary>A column that was not read. <c>Resembles</c>: the key of the column it may be meant
/// for.</summary>
public sealed record UnrecognisedColumn(string Header, string? Resembles)
{
    public ImportMessage Message => Resembles is null
        ? new ImportMessage("columns.unrecognised", Header)
        : new ImportMessage("columns.unrecognised-but-like", Header, Header, Resembles);
}

/// <summary>Recognises the columns of a file by their headers.</summary>
public static class ColumnMatcher
{
    private const int ResemblingEditsMax = 3;

    /// <param name="mapping">The file's own header → a column's key or header, given by the user; wins over
    /// everything. A target "-" leaves that column out on purpose.</param>
    /// <exception cref="TableException">A required column is missing, two headers mean the same, or the
    /// mapping names what is not there.</exception>
    public static ColumnMap Match(
        IReadOnlyList<string> header, ColumnSet set, IReadOnlyDictionary<string, string>? mapping = null)
    {
        var guess = Guess(header, set, mapping);
        if (guess.Doubled is [var doubled, ..])
            throw new TableException(
                "columns.same-twice", doubled.Column.Header.Russian, doubled.First, doubled.Second);
        return guess.Missing.Count == 0
            ? guess.Map
            : throw new TableException("columns.missing",
                string.Join(", ",
                    guess.Missing.Select(column => $"«{column.Header.Russian}» ({column.Key})")),
                string.Join(", ", guess.Map.Unrecognised.Select(column => $"«{column.Header}»")));
    }

    /// <summary>The same with what is still to be said by somebody: nothing is refused but a mapping that
    /// names what is not there.</summary>
    /// <exception cref="TableException">The mapping names what is not there.</exception>
    public static ColumnGuess Guess(
        IReadOnlyList<string> header, ColumnSet set, IReadOnlyDictionary<string, string>? mapping = null)
    {
        var places = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        var unrecognised = new List<UnrecognisedColumn>();
        var doubled = new List<DoubledColumn>();
        var mapped = Mapped(header, set, mapping);
        for (var at = 0; at < header.Count; at++)
        {
            if (mapped.TryGetValue(at, out var given) && given is null) continue;
            var target = given ?? Recognise(header[at], set, taken: mapped.Values);
            if (target is null)
            {
                if (Recognise(header[at], ColumnSet.Ignored) is null)
                    unrecognised.Add(new UnrecognisedColumn(header[at], Resembling(header[at], set)));
            }
            else if (!places.TryAdd(target.Key, at))
            {
                doubled.Add(new DoubledColumn(target, header[places[target.Key]], header[at]));
            }
        }

        return new ColumnGuess(
            new ColumnMap(header, places, unrecognised),
            [.. set.Columns.Where(column => column.Required && !places.ContainsKey(column.Key))], doubled);
    }

    /// <summary>Whether a report of refused rows added this column to the file.</summary>
    internal static bool IsOfReport(string header) =>
        Recognise(header, [ColumnSet.RefusedBecause, ColumnSet.RowInFile]) is not null;

    private static Dictionary<int, TargetColumn?> Mapped(
        IReadOnlyList<string> header, ColumnSet set, IReadOnlyDictionary<string, string>? mapping)
    {
        var mapped = new Dictionary<int, TargetColumn?>();
        foreach (var (theirs, ours) in mapping ?? new Dictionary<string, string>())
        {
            // Two headers may be one to the eye of a comparison ("Тел.", "Телефон"); each is meant as it
            // stands.
            var at = IndexOf(header, name => name == theirs);
            if (at < 0) at = IndexOf(header, name => HeaderText.Key(name) == HeaderText.Key(theirs));
            if (at < 0) throw new TableException("columns.map-no-such-header", theirs);
            mapped[at] = ours.Trim() == "-"
                ? null
                : set.Find(ours.Trim()) ?? Recognise(ours, set)
                    ?? throw new TableException("columns.map-no-such-column", ours,
                        string.Join(", ", set.Columns.Select(column => column.Key)));
        }

        return mapped;
    }

    private static int IndexOf(IReadOnlyList<string> header, Func<string, bool> isIt)
    {
        for (var at = 0; at < header.Count; at++)
            if (isIt(header[at])) return at;
        return -1;
    }

    private static TargetColumn? Recognise(string header, ColumnSet set,
        IEnumerable<TargetColumn?>? taken = null)
    {
        var free = taken is null ? set.Columns : [.. set.Columns.Except(taken.OfType<TargetColumn>())];
        return Recognise(header, free);
    }

    private static TargetColumn? Recognise(string header, IReadOnlyList<TargetColumn> columns) =>
        Exactly(HeaderText.Key(header), columns)
        ?? Exactly(HeaderText.Key(HeaderText.WithoutBrackets(header)), columns)
        ?? WithFillers(HeaderText.WithoutBrackets(header), columns);

    private static TargetColumn? Exactly(string key, IReadOnlyList<TargetColumn> columns) =>
        columns.FirstOrDefault(column => Spellings(column).Any(spelling => HeaderText.Key(spelling) == key));

    // "Наименование ТОС по уставу": the words of one spelling, and besides them only words that say nothing.
    // The longest such spelling wins; two columns with equally long ones recognise nothing.
    private static TargetColumn? WithFillers(string header, IReadOnlyList<TargetColumn> columns)
    {
        var words = HeaderText.Words(header);
        var found = columns
            .SelectMany(column => Spellings(column)
                .Select(spelling => (column, words: HeaderText.Words(spelling))))
            .Where(candidate => candidate.words.All(words.Contains)
                && words.All(word => candidate.words.Contains(word) || HeaderText.IsFiller(word))
                && candidate.words.Any(word => !HeaderText.IsFiller(word)))
            .GroupBy(candidate => candidate.words.Count)
            .OrderByDescending(group => group.Key)
            .FirstOrDefault()?
            .Select(candidate => candidate.column).Distinct().ToList();
        return found is [var only] ? only : null;
    }

    private static IEnumerable<string> Spellings(TargetColumn column) =>
        [column.Header.Russian, column.Header.English, column.Key, .. column.Spellings];

    private static string? Resembling(string header, ColumnSet set)
    {
        var key = HeaderText.Key(header);
        var nearest = set.Columns
            .SelectMany(column => Spellings(column)
                .Select(spelling => (column, edits: Edits(key, HeaderText.Key(spelling)))))
            .MinBy(candidate => candidate.edits);
        if (nearest.edits <= Math.Min(ResemblingEditsMax, key.Length / 3)) return nearest.column.Key;
        var words = HeaderText.Words(header);
        return set.Columns
            .Select(column => (column, shared: Spellings(column).Max(spelling =>
            {
                var theirs = HeaderText.Words(spelling).Where(word => !HeaderText.IsFiller(word)).ToList();
                return theirs.Count > 0 && theirs.All(words.Contains) ? theirs.Count : 0;
            })))
            .Where(candidate => candidate.shared > 0)
            .OrderByDescending(candidate => candidate.shared)
            .Select(candidate => candidate.column.Key)
            .FirstOrDefault();
    }

    /// <summary>How many letters to change, add or leave out to make one text of the other.</summary>
    internal static int Edits(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var change = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(change, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[right.Length];
    }
}
