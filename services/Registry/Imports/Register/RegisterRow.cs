using System.Globalization;
using CommunityGrains.Domain;
using CommunityGrains.Domain.Communities;
using CommunityGrains.Registry.Imports.Cells;
using CommunityGrains.Registry.Imports.Columns;
using CommunityGrains.Registry.Imports.Places;
using Keys = CommunityGrains.Registry.Imports.Columns.RegisterColumns;

namespace CommunityGrains.Registry.Imports.Register;

/// <summary>
/// What a register's row says. <c>Cells</c>: the columns the file has, in canonical text; an empty cell
/// empties its field. <c>ForNew</c>: what a community that is not on record yet gets besides. <c>HeadName
///</c> and the rest count only when the file has a column of heads.
/// </summary>
internal sealed record RegisterRow(
    Guid? Id, string Name, MunicipalityId Municipality, CommunityForm? Form, ValueList<FieldChange> Cells,
    ValueList<FieldChange> ForNew, bool StatesHead, string? HeadName, string? HeadEmail, string? HeadPhone)
{
    // Columns that are one field each, and how their cells are read.
    private static readonly (string Key, RegisterField Field, Func<string, Cell> Read)[] Simple =
    [
        (Keys.Settlement, RegisterField.Settlement, SimpleCells.ReadText),
        (Keys.LegalEntity, RegisterField.LegalEntity, SimpleCells.ReadYesNo),
        (Keys.Inn, RegisterField.Inn, CodeCell.ReadInn),
        (Keys.Kpp, RegisterField.Kpp, CodeCell.ReadKpp),
        (Keys.Ogrn, RegisterField.Ogrn, CodeCell.ReadOgrn),
        (Keys.BankDetails, RegisterField.BankDetails, SimpleCells.ReadLines),
        (Keys.Address, RegisterField.Address, SimpleCells.ReadText),
        (Keys.Site, RegisterField.Site, SimpleCells.ReadAddressOfSite),
        (Keys.Vk, RegisterField.Vk, SimpleCells.ReadAddressOfSite),
        (Keys.Ok, RegisterField.Ok, SimpleCells.ReadAddressOfSite),
        (Keys.OtherGroups, RegisterField.OtherGroups, SimpleCells.ReadLines),
        (Keys.Boundaries, RegisterField.Boundaries, SimpleCells.ReadLines),
        (Keys.ActKind, RegisterField.ActKind, SimpleCells.ReadText),
        (Keys.ActDate, RegisterField.ActDate, DateCell.Read),
        (Keys.ActNumber, RegisterField.ActNumber, SimpleCells.ReadText),
        (Keys.CharterOn, RegisterField.CharterOn, DateCell.Read),
        (Keys.JusticeOn, RegisterField.JusticeOn, DateCell.Read),
        (Keys.EnteredOn, RegisterField.EnteredOn, DateCell.Read),
        (Keys.RegisterNumber, RegisterField.RegisterNumber, SimpleCells.ReadText),
        (Keys.Members, RegisterField.Members, SimpleCells.ReadCount),
        (Keys.Residents, RegisterField.Residents, SimpleCells.ReadCount),
        (Keys.Topics, RegisterField.Topics, SimpleCells.ReadLines),
        (Keys.Note, RegisterField.Note, SimpleCells.ReadLines),
    ];

    /// <summary>Reads a row; null when it cannot be used, which is then noted on it.</summary>
    public static RegisterRow? Read(RowResult row, ColumnMap columns, MunicipalityDirectory directory)
    {
        if (row.Row.Problem is { } problem)
        {
            row.Refuse(problem);
            return null;
        }

        var id = row.Id(Keys.Id);
        var name = row.Require(Keys.Name, SimpleCells.ReadText);
        var municipality = row.Municipality(Keys.Municipality, directory);
        List<FieldChange> cells =
        [
            new(RegisterField.Name, name), new(RegisterField.Municipality, municipality?.ToString()),
        ];
        ReadAct(row, columns, cells);
        foreach (var (key, field, read) in Simple)
            if (columns.Has(key)) cells.Add(new FieldChange(field, row.Read(key, read)));
        ReadLocation(row, columns, cells);
        var (form, forNew) = ReadForm(row, columns, name, cells);
        var head = row.Read(Keys.HeadName, SimpleCells.ReadText);
        var email = row.Read(Keys.HeadEmail, SimpleCells.ReadEmail);
        var phone = row.Read(Keys.HeadPhone, PhoneCell.Read);
        return row.IsRefused ? null : new RegisterRow(
            id, name!, municipality!.Value, form, [.. cells], [.. forNew], columns.Has(Keys.HeadName), head,
                email, phone);
    }

    /// <summary>The canonical text that the row gives a field; null when it gives none.</summary>
    public string? this[RegisterField field] => Cells.FirstOrDefault(cell => cell.Field == field)?.To;

    /// <summary>The day on which it was entered in the register; null when the row does not say.</summary>
    public DateOnly? Entered => this[RegisterField.EnteredOn] is { } text
        ? DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture)
        : null;

    /// <summary>The entry that the row describes, for comparing it with others.</summary>
    public RegisterEntry Entry() => Cells.Concat(ForNew).Aggregate(
        new RegisterEntry(Name, Form ?? CommunityForm.Other, Municipality),
        (entry, cell) => cell.To is null ? entry : RegisterFields.TryWrite(entry, cell.Field, cell.To)
            ?? entry);

    private static void ReadAct(RowResult row, ColumnMap columns, List<FieldChange> cells)
    {
        if (!columns.Has(Keys.Act)) return;
        var act = ActCell.Read(columns.Cell(row.Row, Keys.Act));
        if (act.Warning is not null) row.Warn(act.Warning, Keys.Act);
        // Columns of their own say it better.
        if (!columns.Has(Keys.ActKind)) cells.Add(new FieldChange(RegisterField.ActKind, act.Kind));
        if (!columns.Has(Keys.ActDate)) cells.Add(new FieldChange(RegisterField.ActDate, act.Date));
        if (!columns.Has(Keys.ActNumber)) cells.Add(new FieldChange(RegisterField.ActNumber, act.Number));
    }

    private static void ReadLocation(RowResult row, ColumnMap columns, List<FieldChange> cells)
    {
        if (columns.Has(Keys.Latitude) || columns.Has(Keys.Longitude))
        {
            var longitude = columns.Cell(row.Row, Keys.Longitude);
            cells.Add(new FieldChange(
                RegisterField.Location, row.Read(Keys.Latitude, latitude =>
                    SimpleCells.ReadPoint(latitude, longitude))));
        }
        else if (columns.Has(Keys.Location))
        {
            cells.Add(
                new FieldChange(RegisterField.Location, row.Read(Keys.Location, SimpleCells.ReadPoint)));
        }
    }

    // Every community has a form and a basis. Where the file does not say, the name tells the form and the
    // form the basis; and where nothing tells, only a community that is new gets "other".
    private static (CommunityForm? Form, List<FieldChange> ForNew) ReadForm(
        RowResult row, ColumnMap columns, string? name, List<FieldChange> cells)
    {
        List<FieldChange> forNew = [];
        var said = KebabCase.Parse<CommunityForm>(row.Read(Keys.Form, FormCell.Read));
        var form = said ?? (name is null ? null : FormCell.OfName(name));
        if (form is { } known) cells.Add(new FieldChange(RegisterField.Form, KebabCase.Of(known)));
        else forNew.Add(new FieldChange(RegisterField.Form, KebabCase.Of(CommunityForm.Other)));
        if (said is null && columns.Has(Keys.Form))
            row.Warn(form is null ? "form.other" : "form.from-name", Keys.Form);

        var basis = row.Read(Keys.Basis, FormCell.ReadBasis);
        if (basis is not null) cells.Add(new FieldChange(RegisterField.Basis, basis));
        else forNew.Add(new FieldChange(
            RegisterField.Basis, KebabCase.Of(FormCell.BasisOf(form ?? CommunityForm.Other))));
        return (form, forNew);
    }
}
