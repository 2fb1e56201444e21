using System.IO.Compression;
using System.Xml;

namespace CommunityGrains.Registry.Files;

/// <summary>
/// Finds the cells of a sheet whose formula failed. The reader we use gives them as empty, and an empty cell
/// empties its field: "#ДЕЛ/0!" in a spreadsheet would quietly wipe what is on record.
/// </summary>
internal static class WorkbookErrors
{
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreWhitespace = true,
        CloseInput = true,
    };

    /// <summary>Row (from 1) and column (from 0) of each failed cell, with the error; mostly none.</summary>
    /// <exception cref="TableException">More than <paramref name="countMax"/> have failed.</exception>
    public static IReadOnlyDictionary<(int Row, int Column), string> Find(
        Stream file, int sheet, int countMax)
    {
        file.Position = 0;
        using var package = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
        var errors = new Dictionary<(int, int), string>();
        if (PartOf(package, sheet) is not { } part) return errors;
        using var xml = XmlReader.Create(part.Open(), Settings);
        while (xml.ReadToFollowing("c"))
        {
            if (xml.GetAttribute("t") != "e" || Place(xml.GetAttribute("r")) is not { } place) continue;
            using var cell = xml.ReadSubtree();
            errors[place] = cell.ReadToFollowing("v") ? cell.ReadElementContentAsString() : "#?";
            if (errors.Count > countMax) throw new TableException("table.unpacks-too-large");
        }

        return errors;
    }

    /// <summary>The names of the parts that are sheets and nothing else.</summary>
    public static HashSet<string> Sheets(ZipArchive package)
    {
        if (package.GetEntry("xl/_rels/workbook.xml.rels") is not { } relations) return [];
        var targets = Attributes(relations, "Relationship", xml => xml.GetAttribute("Target"));
        var types = Attributes(relations, "Relationship", xml => xml.GetAttribute("Type"));
        return [.. targets.Zip(types).Where(part => part.First is not null)
            .GroupBy(part => NameOf(part.First!), part => part.Second)
            .Where(part => part.All(type => type?.EndsWith("/worksheet", StringComparison.Ordinal) == true))
            .Select(part => part.Key)
            .Except(["xl/sharedStrings.xml", "xl/styles.xml"])];
    }

    private static string NameOf(string target) => target.StartsWith('/') ? target[1..] : "xl/" + target;

    private static ZipArchiveEntry? PartOf(ZipArchive package, int sheet)
    {
        if (package.GetEntry("xl/workbook.xml") is not { } workbook
            || package.GetEntry("xl/_rels/workbook.xml.rels") is not { } relations) return null;
        var id = Attributes(workbook, "sheet", xml => xml.GetAttribute("id", Relations))
            .ElementAtOrDefault(sheet);
        var target =
            Attributes(relations, "Relationship", xml => xml.GetAttribute("Id") == id
                ? xml.GetAttribute("Target") : null)
            .FirstOrDefault(found => found is not null);
        return target is null ? null
            : package.GetEntry(NameOf(target));
    }

    private static List<string?> Attributes(ZipArchiveEntry part, string element,
        Func<XmlReader, string?> read)
    {
        var found = new List<string?>();
        using var xml = XmlReader.Create(part.Open(), Settings);
        while (xml.ReadToFollowing(element)) found.Add(read(xml));
        return found;
    }

    // "AB12" is row 12, column 27.
    private static (int Row, int Column)? Place(string? reference)
    {
        if (reference is null) return null;
        var (column, at) = (0, 0);
        while (at < reference.Length && char.IsAsciiLetterUpper(reference[at]))
            column = (column * 26) + reference[at++] - 'A' + 1;
        return column > 0 && int.TryParse(reference.AsSpan(at), out var row) ? (row, column - 1) : null;
    }
}
