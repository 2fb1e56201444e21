using System.Globalization;
using CommunityGrains.Domain;
using CommunityGrains.Domain.Communities;
using CommunityGrains.Registry.Imports.Cells;
using CommunityGrains.Registry.Imports.Columns;
using CommunityGrains.Registry.Queries;
using CommunityGrains.Registry.Texts;
using Initiative = CommunityGrains.Registry.Imports.Columns.InitiativeColumns;
using Leader = CommunityGrains.Registry.Imports.Columns.LeaderColumns;
using Municipality = CommunityGrains.Registry.Imports.Columns.MunicipalityColumns;
using Register = CommunityGrains.Registry.Imports.Columns.RegisterColumns;

namespace CommunityGrains.Registry.Exports;

/// <summary>A row of a list, with the municipality as a file calls it: its official name, and its region
/// where that is not the centre's own.</summary>
internal sealed record Placed<T>(T Row, string MunicipalityName);

/// <summary>What each export writes: the columns that imports of the same kind read.</summary>
internal static class ExportColumns
{
    public static readonly IReadOnlyList<ExportColumn<Placed<CommunityRow>>> Communities =
    [
        Community(Register.Id, c => c.Id.ToString(), width: 38),
        new(Register.Set[Register.Municipality], c => c.MunicipalityName, Width: 40),
        Field(Register.Settlement, RegisterField.Settlement),
        Field(Register.Name, RegisterField.Name, width: 40),
        Field(Register.Form, RegisterField.Form) with
        {
            Shown = (c, to) => FormCell.Name(c.Row.Entry.Form).In(to),
        },
        Field(Register.Basis, RegisterField.Basis) with
        {
            Shown = (c, to) => FormCell.Name(c.Row.Entry.Basis).In(to),
        },
        Field(Register.LegalEntity, RegisterField.LegalEntity) with { IsYesNo = true },
        Field(Register.Inn, RegisterField.Inn),
        Field(Register.Kpp, RegisterField.Kpp),
        Field(Register.Ogrn, RegisterField.Ogrn),
        Field(Register.BankDetails, RegisterField.BankDetails),
        Field(Register.Address, RegisterField.Address, width: 30),
        Community(Register.Latitude, c => Degrees(c.Entry.Location?.Latitude), CellKind.Number),
        Community(Register.Longitude, c => Degrees(c.Entry.Location?.Longitude), CellKind.Number),
        Field(Register.Site, RegisterField.Site),
        Field(Register.Vk, RegisterField.Vk),
        Field(Register.Ok, RegisterField.Ok),
        Field(Register.OtherGroups, RegisterField.OtherGroups),
        Field(Register.Boundaries, RegisterField.Boundaries, width: 40),
        Field(Register.ActKind, RegisterField.ActKind),
        Field(Register.ActDate, RegisterField.ActDate, CellKind.Date, 12),
        Field(Register.ActNumber, RegisterField.ActNumber),
        Field(Register.CharterOn, RegisterField.CharterOn, CellKind.Date, 12),
        Field(Register.JusticeOn, RegisterField.JusticeOn, CellKind.Date, 12),
        Field(Register.EnteredOn, RegisterField.EnteredOn, CellKind.Date, 12),
        Field(Register.RegisterNumber, RegisterField.RegisterNumber),
        Field(Register.Members, RegisterField.Members, CellKind.Number, 10),
        Field(Register.Residents, RegisterField.Residents, CellKind.Number, 10),
        Community(Register.HeadName, c => c.Head?.Name.Value, width: 30) with { IsPersonal = true },
        Community(Register.HeadEmail, c => c.Head?.Email?.Value) with { IsPersonal = true },
        Community(Register.HeadPhone, c => c.Head?.Phone?.Value) with { IsPersonal = true },
        Field(Register.Topics, RegisterField.Topics),
        Field(Register.Note, RegisterField.Note, width: 40),
        new(ColumnSet.Standing, c => KebabCase.Of(c.Row.Status)),
    ];

    public static readonly IReadOnlyList<ExportColumn<MunicipalityRow>> Municipalities =
    [
        new(Municipality.Set[Municipality.Id], m => m.Id.ToString(), Width: 38),
        new(Municipality.Set[Municipality.Name], m => m.Name, Width: 30),
        new(Municipality.Set[Municipality.OfficialName], m => m.OfficialName, Width: 40),
        new(Municipality.Set[Municipality.Form], m => KebabCase.Of(m.Form),
            Shown: (m, language) => FormCell.Name(m.Form).In(language)),
        new(Municipality.Set[Municipality.Oktmo], m => m.Oktmo),
        new(Municipality.Set[Municipality.Latitude], m => Degrees(m.Centre?.Latitude), CellKind.Number),
        new(Municipality.Set[Municipality.Longitude], m => Degrees(m.Centre?.Longitude), CellKind.Number),
        new(Municipality.Set[Municipality.Region], m => m.OwnRegion),
    ];

    public static readonly IReadOnlyList<ExportColumn<Placed<LeaderRow>>> Leaders =
    [
        new(Leader.Set[Leader.Id], l => l.Row.Id.ToString(), Width: 38),
        new(Leader.Set[Leader.Municipality], l => l.MunicipalityName, Width: 40),
        new(Leader.Set[Leader.Community], l => l.Row.CommunityName, Width: 40),
        new(Leader.Set[Leader.Name], l => l.Row.Person.Name.Value, Width: 30, IsPersonal: true),
        new(Leader.Set[Leader.Role], l => l.Row.RoleText),
        new(Leader.Set[Leader.From], l => Date(l.Row.From), CellKind.Date, Width: 12),
        new(Leader.Set[Leader.Email], l => l.Row.Person.Email?.Value, IsPersonal: true),
        new(Leader.Set[Leader.Phone], l => l.Row.Person.Phone?.Value, IsPersonal: true),
        new(ColumnSet.Standing, l => KebabCase.Of(l.Row.Standing)),
    ];

    public static readonly IReadOnlyList<ExportColumn<Placed<InitiativeDetails>>> Initiatives =
    [
        new(Initiative.Set[Initiative.Id], i => i.Row.Row.Id.ToString(), Width: 38),
        new(Initiative.Set[Initiative.Title], i => i.Row.Row.Title, Width: 40),
        new(Initiative.Set[Initiative.Municipality], i => i.MunicipalityName, Width: 40),
        new(Initiative.Set[Initiative.Communities],
            i => string.Join("; ", i.Row.Row.Communities.Select(community => community.Name)), Width: 40),
        new(Initiative.Set[Initiative.Stage], i => StageOf(i.Row.Row),
            Shown: (i, to) => Stage(i.Row.Row, to)),
        new(Initiative.Set[Initiative.Problem], i => i.Row.Dossier.Problem, Width: 40),
        new(Initiative.Set[Initiative.Concerned], i => i.Row.Dossier.Concerned),
        new(Initiative.Set[Initiative.Goal], i => i.Row.Dossier.Goal, Width: 40),
        new(Initiative.Set[Initiative.Plan], i => Plan(i.Row), Width: 40),
        new(Initiative.Set[Initiative.People], i => i.Row.Dossier.People),
        new(Initiative.Set[Initiative.Budget],
            i => i.Row.Dossier.Budget?.Amount.ToString(CultureInfo.InvariantCulture), CellKind.Number),
        new(ColumnSet.Standing, i => KebabCase.Of(i.Row.Row.Status)),
    ];

    private static ExportColumn<Placed<CommunityRow>> Community(
        string key, Func<CommunityRow, string?> value, CellKind kind = CellKind.Text, int width = 20) =>
        new(Register.Set[key], c => value(c.Row), kind, Width: width);

    private static ExportColumn<Placed<CommunityRow>> Field(
        string key, RegisterField field, CellKind kind = CellKind.Text, int width = 20) =>
        Community(key, c => RegisterFields.Read(c.Entry, field), kind, width);

    private static string? Degrees(double? degrees) => degrees?.ToString("R", CultureInfo.InvariantCulture);

    private static string? Date(DateOnly? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string StageOf(InitiativeRow row) =>
        row.Status == InitiativeStatus.Finished ? "finished" : KebabCase.Of(row.Stage);

    private static string Stage(InitiativeRow row, Language language) => (StageOf(row), language) switch
    {
        (var stage, Language.English) => stage,
        ("analysis", _) => "анализ",
        ("design", _) => "проектирование",
        ("implementation", _) => "реализация",
        ("evaluation", _) => "оценка",
        _ => "завершена",
    };

    private static string? Plan(InitiativeDetails initiative) => initiative.Dossier.Plan.Count == 0
        ? null
        : string.Join("; ", initiative.Dossier.Plan.Select(step => step.Due is { } due
            ? $"{step.What} (до {due.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture)})"
            : step.What));
}
