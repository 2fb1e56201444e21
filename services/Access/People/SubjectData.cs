using CommunityGrains.Domain;
using CommunityGrains.Domain.People;
using CommunityGrains.Engine;
using CommunityGrains.EventLog;
using CommunityGrains.Registry.Queries;

namespace CommunityGrains.Access.People;

/// <summary>All that is kept of a person, for himself. <c>Readings</c>: who was shown it.</summary>
public sealed record SubjectFile(
    string Region, PersonId Person, bool Erased, ValueList<Consent> Consents,
    IReadOnlyList<SubjectEvent> Data, IReadOnlyList<Reading> Readings);

/// <summary>What was recorded of him at one time. <c>Data</c>: by the members of the event, with points
/// between.
/// </summary>
public sealed record SubjectEvent(
    string Kind, Guid Record, long Position, string Event, DateTimeOffset RecordedAt, DateOnly On,
    IReadOnlyDictionary<string, string> Data);

/// <summary>Gathers a person's own data.</summary>
public sealed class SubjectData(
    IGrains grains, IEventLog log, IPeopleOnRecord onRecord, PersonalVault vault, ReadingLog readings)
{
    private const int ReadAtOnce = 500;

    /// <summary>The file; null when nothing is known of such a person in this region.</summary>
    /// <param name="account">Who takes it away, for the journal of readings; null when he takes his
    /// own.</param>
    public async Task<SubjectFile?> OfAsync(
        string region, PersonId person, string? account, CancellationToken cancel = default)
    {
        var records = await onRecord.RecordsOfAsync(region, person, cancel);
        if (records.Count == 0) return null;
        if (account is not null)
        {
            await readings.NoteAsync(
                region, account, ReadingPurpose.Subject, [(person, PersonalFields.All)], cancel);
        }

        var opened = await vault.OpenAsync(region, [person], cancel);
        var data = new List<SubjectEvent>();
        foreach (var record in records) await AddAsync(record, person, opened, data, cancel);
        var state = (await grains.StateAsync(
            new StreamId(region, GrainKinds.Person.Category, person.Value), cancel)).State;
        return new SubjectFile(
            region, person, state is Person.Erased, state is Person.Known known ? known.Consents : [],
            [.. data.OrderBy(told => told.Position)], await readings.OfAsync(region, person, cancel));
    }

    private async Task AddAsync(
        StreamId record, PersonId person, Opened opened, List<SubjectEvent> data, CancellationToken cancel)
    {
        for (var version = 0L; ;)
        {
            var page = await log.ReadStreamAsync(record, version, ReadAtOnce, cancel);
            foreach (var recorded in page)
            {
                var said = new Dictionary<string, string>();
                foreach (var (path, text) in SealedTexts.Of(recorded.Json))
                {
                    if (Seal.PersonOf(text) == person && opened.Any(text) is var (_, clear))
                        said[path] = clear;
                }

                if (said.Count > 0)
                {
                    data.Add(new SubjectEvent(
                        record.Category, record.Key, recorded.Position, recorded.Name, recorded.RecordedAt,
                        recorded.BusinessDate, said));
                }
            }

            if (page.Count < ReadAtOnce) return;
            version = page[^1].Version;
        }
    }
}
