using System.Text;
using CsvHelper;

namespace CommunityGrains.Registry.Files;

/// <summary>Reads delimited text: <c>;</c>, <c>,</c> or tab, whichever the header line has most of outside
/// quotes. A first line "sep=;", as spreadsheets write it, is obeyed.</summary>
internal static class CsvTable
{
    private const int HeaderLettersMax = 1 << 16;

    public static (TableReading Reading, Func<IEnumerable<TableRow>> Rows) Open(
        Stream file, TableOptions options, TableLimits limits)
    {
        var (encoding, markBytes) = options.Encoding is { } given
            ? (given, TextEncodings.MarkBytes(file, given))
            : TextEncodings.Find(file);
        var (found, skipsLine) = FindDelimiter(file, encoding, markBytes);
        var delimiter = options.Delimiter ?? found;
        return (
            new TableReading(encoding, delimiter, [], null),
            () => Read(file, encoding, markBytes, delimiter, skipsLine, limits));
    }

    private static IEnumerable<TableRow> Read(
        Stream file, Encoding encoding, int markBytes, char delimiter, bool skipsLine, TableLimits limits)
    {
        file.Position = markBytes;
        using var text = new StreamReader(file, encoding, false, 1 << 16, leaveOpen: true);
        if (skipsLine) text.ReadLine();
        var broken = false;
        using var reader = CsvReader.Create(text, new CsvReaderOptions
        {
            Separator = delimiter,
            HasHeader = false,
            SkipEmptyLines = false, // a blank line is a row of the spreadsheet and counts
            MaxRecordSize = limits.CellLengthMax * 4,
            PoolStrings = true,
            // ТОС "Надежда" with bare quotes inside a cell is kept as it stands; a quote that never closes is
            // not.
            OnMalformedRecord = record => broken |= record.Reason == CsvMalformedReason.UnterminatedQuote,
        });
        for (var number = 1; MoveNext(reader, number); number++)
        {
            if (broken) throw new TableException(new TableProblem("table.quote-not-closed", number));
            yield return ReadRow(reader, number, limits);
        }
    }

    private static bool MoveNext(CsvReader reader, int number)
    {
        try
        {
            return reader.Read();
        }
        catch (CsvFormatException exception)
        {
            // A record beyond any measure: mostly a quote that is never closed and swallows the rest of the
            // file.
            throw new TableException(new TableProblem("table.cell-too-long", number), exception);
        }
    }

    private static TableRow ReadRow(CsvReader reader, int number, TableLimits limits)
    {
        var cells = new string[reader.FieldCount];
        for (var at = 0; at < cells.Length; at++)
        {
            cells[at] = CellGuard.Unguard(reader.GetString(at));
            if (cells[at].Length > limits.CellLengthMax)
                throw new TableException(
                    new TableProblem("table.cell-too-long", number, $"[{TableFile.Letters(at)}]"));
        }

        return new TableRow(number, cells);
    }

    private static (char Delimiter, bool SkipsLine) FindDelimiter(Stream file, Encoding encoding,
        int markBytes)
    {
        file.Position = markBytes;
        using var text = new StreamReader(file, encoding, false, 1 << 12, leaveOpen: true);
        var counts = new Dictionary<char, int> { [';'] = 0, ['\t'] = 0, [','] = 0 };
        var quoted = false;
        var line = new StringBuilder();
        for (var letters = 0; letters < HeaderLettersMax && text.Read() is >= 0 and var read; letters++)
        {
            var letter = (char)read;
            if (letter == '"') quoted = !quoted;
            if (quoted) continue;
            if (letter is '\n' or '\r')
            {
                if (line.ToString().Trim() is ['s', 'e', 'p', '=', var sign]) return (sign, true);
                if (counts.Values.Any(count => count > 0) || line.ToString().Trim().Length > 0) break;
                line.Clear();
                continue;
            }

            line.Append(letter);
            if (counts.TryGetValue(letter, out var seen)) counts[letter] = seen + 1;
        }

        return (counts.MaxBy(pair => pair.Value).Key, false);
    }
}
