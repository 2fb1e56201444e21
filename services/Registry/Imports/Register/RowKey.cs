using CommunityGrains.Domain;
using CommunityGrains.Domain.Communities;
using CommunityGrains.Registry.Files;
using CommunityGrains.Registry.Imports.Cells;
using CommunityGrains.Registry.Imports.Columns;

namespace CommunityGrains.Registry.Imports.Register;

/// <summary>All of a row by which its community is recognised; kept for every row of the file, so it is
/// small. <c>Place</c>: the address, where the name is a mere form ("Совет дома") and tells nothing apart.
/// <c>Content</c>: a hash of all cells, equal for rows that say the same.</summary>
internal sealed record RowKey(
    int Row, Guid? Id, string? Ogrn, string? Number, MunicipalityId Municipality, string Name,
        CommunityForm? Form,
    string Settlement, string Address, string Place, ulong Content)
{
    public static RowKey Of(RegisterRow row, TableRow cells, ColumnMap columns)
    {
        var address = Key(row[RegisterField.Address]);
        return new RowKey(
            cells.Number, row.Id, row[RegisterField.Ogrn], row[RegisterField.RegisterNumber],
                row.Municipality,
            NameKey.Of(row.Name).Text, row.Form, Key(row[RegisterField.Settlement]), address,
            SaysOnlyItsForm(row.Name) ? address : "", Hash(cells, columns));
    }

    public static string Key(string? text) => text is null ? "" : NameKey.Of(text).Sorted;

    public static bool SaysOnlyItsForm(string name) => FormCell.Read(name).Text is not null;

    // FNV-1a over the cells that are read, in the columns' order.
    private static ulong Hash(TableRow row, ColumnMap columns)
    {
        const ulong Prime = 1_099_511_628_211;
        var hash = 14_695_981_039_346_656_037UL;
        foreach (var place in columns.Places.Values.Order())
        {
            foreach (var letter in Cell.Tidy(row.Cells[place])) hash = (hash ^ letter) * Prime;
            hash = (hash ^ 0xFFFF) * Prime;
        }

        return hash;
    }
}
