using System.Collections.Concurrent;
using CommunityGrains.Domain;
using CommunityGrains.Domain.Municipalities;
using CommunityGrains.Registry.Imports.Cells;
using CommunityGrains.Registry.Imports.Places;
using static CommunityGrains.Registry.Imports.Columns.MunicipalityColumns;

namespace CommunityGrains.Registry.Imports.Municipalities;

/// <summary>Imports a list of municipalities. Each is recognised by its own id, ОКТМО, official or short
/// name. A row of what has become part of another tells nothing of that other.</summary>
internal sealed class MunicipalityImport(ImportRun run, MunicipalityDirectory directory)
{
    /// <summary>When municipal self-government took its present shape (131-ФЗ): a list that gives no date
    /// says that its municipalities are there, not since when.</summary>
    private static readonly DateOnly Since = new(2006, 1, 1);

    private sealed record Work(MunicipalityId Id, MunicipalityCommand.List Command);

    private readonly Dictionary<MunicipalityId, int> seen = [];
    private readonly ConcurrentDictionary<RowResult, Work> works = [];

    public async Task<ImportReport> RunAsync(CancellationToken cancel)
    {
        run.Total = run.Table.Rows().Count();
        await run.ForEachAsync(Rows(), ImportAsync, cancel);
        return run.Report();
    }

    private IEnumerable<RowResult> Rows()
    {
        foreach (var cells in run.Table.Rows())
        {
            var row = new RowResult(cells, run.Columns);
            if (cells.Problem is { } problem) row.Refuse(problem);
            else Plan(row);
            yield return row;
        }
    }

    private void Plan(RowResult row)
    {
        var id = row.Id(Id);
        var name = row.Require(Name, SimpleCells.ReadText);
        var official = row.Read(OfficialName, SimpleCells.ReadText) ?? name;
        var form = KebabCase.Parse<MunicipalityForm>(row.Read(Form, FormCell.ReadMunicipal));
        var oktmo = row.Read(Oktmo, CodeCell.ReadOktmo);
        var longitude = run.Columns.Cell(row.Row, Longitude);
        var centre = Point(row.Read(Latitude, latitude => SimpleCells.ReadPoint(latitude, longitude)));
        var region = ReadRegion(row);
        var from = row.Read(From, DateCell.Read) is { } text ? DateCell.Parse(text) : null;
        if (row.IsRefused) return;

        var known = Known(row, id, name!, official!, oktmo, region);
        if (row.IsRefused) return;
        var target = known?.Id
            ?? ImportIds.Municipality(run.Request.Region, region, PlaceWords.Key(official!));
        row.Record = target.Value;
        if (known?.Successor is { } successor)
        {
            row.Warn("municipality.merged-into", null, directory[successor]?.Names[^1] ?? $"{successor}");
            return;
        }

        if (!seen.TryAdd(target, row.Row.Number))
        {
            row.Refuse("row.same-record", null, $"{seen[target]}");
            return;
        }

        var on = from ?? (known is null ? Since : run.Request.Today);
        works[row] = new Work(target, new MunicipalityCommand.List(
            run.Asked(on), name!, official!, form ?? FormOf(official!), region, oktmo, centre)
        {
            IsUndated = from is null,
        });
    }

    private KnownMunicipality? Known(
        RowResult row, Guid? id, string name, string official, string? oktmo, string region)
    {
        if (id is { } own)
        {
            if (directory[new(own)] is { } municipality) return municipality;
            row.Refuse("record.unknown-id", Id);
            return null;
        }

        var where = $" ({region})";
        foreach (var text in new[] { oktmo, official + where, name + where })
        {
            if (text is not null && directory.FindEntry(text, region) is { } municipality)
                return municipality;
        }

        return null;
    }

    private string ReadRegion(RowResult row)
    {
        var text = row.Read(Region, SimpleCells.ReadText);
        if (text is null) return run.Request.Region;
        if (Regions.Find(text) is { } region) return region;
        row.Refuse("cell.not-a-region", Region);
        return run.Request.Region;
    }

    private async ValueTask ImportAsync(RowResult row, CancellationToken cancel)
    {
        if (!works.TryRemove(row, out var work)) return;
        var stream = run.Stream(GrainKinds.Municipality.Category, work.Id.Value);
        if (await run.AskAsync(row, stream, work.Command, cancel) is not { } answer) return;
        row.Outcome = answer.Outcome;
    }

    private static GeoPoint? Point(string? text)
    {
        if (text is null) return null;
        var parts = text.Split(',');
        return new GeoPoint(
            double.Parse(parts[0], System.Globalization.CultureInfo.InvariantCulture),
            double.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture));
    }

    /// <summary>The form an official name states; a district where it states none.</summary>
    private static MunicipalityForm FormOf(string official)
    {
        var key = PlaceWords.Key(official);
        return key.Contains("городской округ", StringComparison.Ordinal) ? MunicipalityForm.UrbanOkrug
            : key.Contains("муниципальный округ", StringComparison.Ordinal) ? MunicipalityForm.MunicipalOkrug
            : key.Contains("городское поселение", StringComparison.Ordinal) ? MunicipalityForm.UrbanSettlement
            : key.Contains("сельское поселение", StringComparison.Ordinal)
                || key.Contains("сельсовет", StringComparison.Ordinal)
                ? MunicipalityForm.RuralSettlement
            : key.Contains("внутригородск", StringComparison.Ordinal) ? MunicipalityForm.InnerCityTerritory
            : MunicipalityForm.MunicipalDistrict;
    }
}
