using System.Text;
using System.Text.Json;
using CommunityGrains.Domain;
using CommunityGrains.EventLog;
using CommunityGrains.Registry.Exports;
using CommunityGrains.Registry.Imports;
using CommunityGrains.Registry.Queries;
using CommunityGrains.Registry.Specs.Files;
using CommunityGrains.Registry.Specs.Imports;
using CommunityGrains.Registry.Texts;

namespace CommunityGrains.Registry.Specs.Exports;

public sealed class ExportingTheRegister : IAsyncLifetime
{
    private Office office = null!;

    public async ValueTask InitializeAsync()
    {
        office = await Office.WithMunicipalities();
        await office.Sample(ImportKind.Register, "register-sample.csv");
    }

    public ValueTask DisposeAsync() => office.DisposeAsync();

    [Theory]
    [InlineData(ExportFormat.Csv, Language.Russian)]
    [InlineData(ExportFormat.Csv, Language.English)]
    [InlineData(ExportFormat.Xlsx, Language.Russian)]
    [InlineData(ExportFormat.Xlsx, Language.English)]
    public async Task An_export_sent_back_changes_nothing_and_a_mended_cell_changes_one(ExportFormat format,
        Language language)
    {
        var file = await Export(format, language);
        var before = await office.Head();
        var report = await office.Import(ImportKind.Register, file, "export" + format.Extension(),
            cancel: TestContext.Current.CancellationToken);
        (report.Unchanged, report.Total, report.Unrecognised.Count)
            .ShouldBe((122, 122, 0), ImportingARegister.Told(report));
        (await office.Head()).ShouldBe(before);
        if (format != ExportFormat.Csv) return;
        var text = Encoding.UTF8.GetString(file.ToArray());
        text.ShouldContain("'+79453533515");
        var mended =
            await office.Import(ImportKind.Register,
                Bytes.Of(text.Replace("ТОС «Слобода»", "ТОС «Новая слобода»", StringComparison.Ordinal)),
            "e.csv", cancel: TestContext.Current.CancellationToken);
        (mended.New, mended.Changed).ShouldBe((0, 1));
    }

    [Fact]
    public async Task The_map_has_points_with_a_place_and_nobodys_name()
    {
        var text = Encoding.UTF8.GetString((await Export(ExportFormat.Geojson, Language.Russian)).ToArray());
        var features = JsonDocument.Parse(text).RootElement.GetProperty("features");
        features.GetArrayLength().ShouldBe(122);
        features[0].GetProperty("geometry").GetProperty("coordinates")[0].GetDouble().ShouldBeInRange(49, 61);
        text.ShouldNotContain("head");
        text.ShouldNotContain("+7");
        text.ShouldNotContain("Кузнецова");
    }

    [Fact]
    public async Task The_map_tells_neither_the_offices_note_nor_the_bank_details()
    {
        var report = await office.Text(ImportKind.Register, """
            Муниципалитет;Наименование;Форма;Координаты;Банковские реквизиты;Примечание
            Уфа;ТОС «Ясный»;ТОС;54.7, 56.0;р/с 40703810000000000001;звонить Анне, 8 900 000-00-01
            """);
        report.New.ShouldBe(1, ImportingARegister.Told(report));

        var map = Encoding.UTF8.GetString((await Export(ExportFormat.Geojson, Language.Russian)).ToArray());
        map.ShouldContain("ТОС «Ясный»");
        map.ShouldNotContain("8 900 000-00-01");
        map.ShouldNotContain("40703810000000000001");
        map.ShouldNotContain("\"note\"");
        map.ShouldNotContain("\"bankDetails\"");

        var table = Encoding.UTF8.GetString((await Export(ExportFormat.Csv, Language.Russian)).ToArray());
        table.ShouldContain("8 900 000-00-01", Case.Sensitive, "the office's own file keeps both");
        table.ShouldContain("40703810000000000001");
    }

    [Fact]
    public async Task Json_lines_have_canonical_values()
    {
        var lines = Encoding.UTF8.GetString((await Export(ExportFormat.Jsonl, Language.Russian)).ToArray())
            .TrimEnd().Split('\n');
        lines.Length.ShouldBe(122);
        var row = lines.Select(line => JsonDocument.Parse(line).RootElement)
            .Single(line => line.GetProperty("name").GetString() == "ТОС «Слобода»");
        row.GetProperty("legalEntity").GetBoolean().ShouldBeTrue();
        row.GetProperty("members").GetInt32().ShouldBe(11);
        row.GetProperty("enteredOn").GetString().ShouldBe("2020-08-17");
        row.GetProperty("form").GetString().ShouldBe("territorial-self-government");
    }

    [Fact]
    public async Task Leaders_have_no_places() => await Should.ThrowAsync<ArgumentException>(() =>
        new Exporter(new OfficeRegistry(office)).WriteAsync(
            new ExportRequest(Office.Region, ImportKind.Leaders, ExportFormat.Geojson), new MemoryStream()));

    private async Task<MemoryStream> Export(ExportFormat format, Language language)
    {
        var file = new MemoryStream();
        await new Exporter(new OfficeRegistry(office)).WriteAsync(
            new ExportRequest(Office.Region, ImportKind.Register, format) { Language = language }, file);
        file.Position = 0;
        return file;
    }

    /// <summary>The registry as far as exports ask it, answered from the log.</summary>
    private sealed class OfficeRegistry(Office office) : IRegistry
    {
        public async IAsyncEnumerable<CommunityRow> StreamCommunitiesAsync(
            CommunityQuery query,
                [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel = default)
        {
            foreach (var (id, card) in await office.Cards())
            {
                yield return new CommunityRow(
                    id, 1, CommunityStatus.Registered, card.Entry, "", card.Head, LeaderStanding.None, null,
                        null, 0, 0,
                    null, null, office.Today, DateTimeOffset.UnixEpoch);
            }
        }

        public async ValueTask<Page<MunicipalityRow>> MunicipalitiesAsync(MunicipalityQuery query,
            CancellationToken cancel = default)
        {
            var rows = new List<MunicipalityRow>();
            await foreach (var known in office.MunicipalitiesAsync(query.Region, cancel))
            {
                rows.Add(new MunicipalityRow(
                    known.Id, 1, known.Names[^2], known.Names[^1], default, known.Region, null, null, false,
                        null, 0,
                    office.Today, DateTimeOffset.UnixEpoch));
            }

            var from = query.Cursor is null ? 0 : int.Parse(query.Cursor, null);
            var page = rows.OrderBy(row => row.Id.Value).Skip(from).Take(20).ToList();
            return new Page<MunicipalityRow>(page, from + 20 < rows.Count ? $"{from + 20}" : null, 0);
        }

        public ValueTask<Page<CommunityRow>> CommunitiesAsync(CommunityQuery query, CancellationToken cancel =
            default) => throw new NotSupportedException();
        public ValueTask<CommunityFacets> CommunityFacetsAsync(CommunityQuery query,
            CancellationToken cancel = default) => throw new NotSupportedException();
        public ValueTask<IReadOnlyDictionary<StreamId, string>> NamesAsync(
            string region, IReadOnlyCollection<StreamId> records,
            CancellationToken cancel = default) => throw new NotSupportedException();
        public ValueTask<IReadOnlyList<string>> TopicsAsync(
            string region, CancellationToken cancel = default) => throw new NotSupportedException();
        public ValueTask<CommunityDetails?> CommunityAsync(string region, CommunityId id, AsOf? asOf = null,
            CancellationToken cancel = default) => throw new NotSupportedException();
        public ValueTask<MunicipalityDetails?> MunicipalityAsync(string region, MunicipalityId id,
            AsOf? asOf = null, CancellationToken cancel = default) => throw new NotSupportedException();
        public ValueTask<Page<LeaderRow>> LeadersAsync(LeaderQuery query, CancellationToken cancel =
            default) => throw new NotSupportedException();
        public ValueTask<LeaderDetails?> LeaderAsync(string region, LeaderId id, AsOf? asOf = null,
            CancellationToken cancel = default) => throw new NotSupportedException();
        public ValueTask<Page<InitiativeRow>> InitiativesAsync(InitiativeQuery query,
            CancellationToken cancel = default) => throw new NotSupportedException();
        public ValueTask<InitiativeDetails?> InitiativeAsync(string region, InitiativeId id, AsOf? asOf =
            null, CancellationToken cancel = default) => throw new NotSupportedException();
        public ValueTask<Page<HistoryEntry>> HistoryAsync(StreamId stream, string? cursor = null, int limit =
            50, CancellationToken cancel = default) => throw new NotSupportedException();
        public ValueTask<bool> WaitAsync(long position, TimeSpan timeout, CancellationToken cancel =
            default) => throw new NotSupportedException();
        public ValueTask<long> PositionAsync(CancellationToken cancel = default) =>
            throw new NotSupportedException();
    }
}
