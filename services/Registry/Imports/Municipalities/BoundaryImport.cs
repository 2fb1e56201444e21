using CommunityGrains.Domain;
using CommunityGrains.Domain.Municipalities;
using CommunityGrains.Engine;
using CommunityGrains.EventLog;
using CommunityGrains.Registry.Files;
using CommunityGrains.Registry.Imports.Places;

namespace CommunityGrains.Registry.Imports.Municipalities;

/// <summary>
/// Imports boundaries of municipalities that are on record. In the report a row is a feature, from 1. A
/// boundary that is new holds since the municipality is on record; one that differs from the one before, from
/// today.
/// </summary>
internal sealed class BoundaryImport(IGrains grains, TimeProvider clock, MunicipalityDirectory directory)
{
    public async Task<ImportReport> RunAsync(ImportRequest request, CancellationToken cancel)
    {
        var features =
            await BoundaryFile.ReadAsync(request.File, request.Table?.Limits ?? TableLimits.Default, cancel);
        var reports = new List<RowReport>();
        var seen = new Dictionary<MunicipalityId, int>();
        var position = 0L;
        foreach (var feature in features)
        {
            cancel.ThrowIfCancellationRequested();
            var report = await ImportAsync(feature);
            if (report.Outcome != RowOutcome.Unchanged || report.Warnings.Count > 0) reports.Add(report);
            request.Progress?.Report(new ImportProgress(feature.Number, features.Count));
        }

        return new ImportReport(
            ImportKind.Municipalities, request.Source, request.DryRun, [], [], reports, features.Count,
                position);

        async ValueTask<RowReport> ImportAsync(BoundaryFeature feature)
        {
            if (feature.Area is null) return Refused("boundaries.no-area");
            var (id, reason) = Find(feature);
            if (id is not { } municipality) return reason!;
            if (directory[municipality]?.Successor is { } successor)
            {
                var name = directory[successor]?.Names[^1] ?? $"{successor}";
                return new(feature.Number, RowOutcome.Unchanged, municipality.Value, [],
                    [new ImportMessage("municipality.merged-into", null, [name])], []);
            }

            if (!seen.TryAdd(municipality, feature.Number)) return Refused("row.same-record",
                $"{seen[municipality]}");

            var stream = new StreamId(request.Region, GrainKinds.Municipality.Category, municipality.Value);
            var before = (await grains.StateAsync(stream, cancel)).State as Municipality.Listed;
            var from = before is { Boundary: null } ? before.Names[0].From : request.Today;
            var order = new Order(stream, new MunicipalityCommand.SetBoundary(
                new Asked(new CommandId(Guid.CreateVersion7()), request.By, clock.GetUtcNow(), from),
                feature.Area, from, request.Source)
            {
                IsUndated = true,
            });
            var considered = await grains.ConsiderAsync(order, cancel);
            if (considered.Refusal is { } refusal) return Refused(refusal.Code, [.. refusal.Details]);
            if (considered.Events.Count == 0) return Done(RowOutcome.Unchanged);
            if (!request.DryRun) position =
                Math.Max(position, (await grains.AskAsync(order, cancel)).Position);
            return Done(RowOutcome.Changed);

            RowReport Done(RowOutcome outcome) =>
                new(feature.Number, outcome, municipality.Value, [], [], []);

            RowReport Refused(string code, params string[] details) =>
                new(feature.Number, RowOutcome.Refused, null, [new ImportMessage(code, null, details)], [],
                    []);
        }
    }

    private (MunicipalityId? Id, RowReport? Reason) Find(BoundaryFeature feature)
    {
        var where = feature.Region is null ? "" : $" ({feature.Region})";
        string?[] texts =
        [
            feature.Oktmo, feature.OfficialName is null ? null : feature.OfficialName + where,
            feature.Name is null ? null : feature.Name + where,
        ];
        var candidates = new List<string>();
        foreach (var text in texts.OfType<string>())
        {
            if (directory.FindEntry(text, null) is { } entry) return (entry.Id, null);
            switch (directory.Find(text))
            {
                case PlaceMatch.Found found:
                    return (found.Id, null);
                case PlaceMatch.Unknown unknown:
                    candidates.AddRange(unknown.Candidates);
                    break;
                case PlaceMatch.Ambiguous ambiguous:
                    candidates.AddRange(ambiguous.Candidates);
                    break;
                default:
                    break;
            }
        }

        var message = texts.All(text => text is null)
            ? new ImportMessage("boundaries.no-name")
            : candidates.Count == 0 ? new ImportMessage("municipality.unknown-name", feature.Name, [])
            : new ImportMessage(
                "municipality.misspelt-name", feature.Name, [string.Join(", ", candidates.Distinct())]);
        return (null, new RowReport(feature.Number, RowOutcome.Refused, null, [message], [], []));
    }
}
