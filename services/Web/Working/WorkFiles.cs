using CommunityGrains.LongWork;
using CommunityGrains.LongWork.Imports;
using CommunityGrains.Registry.Exports;
using CommunityGrains.Web.Account;
using CommunityGrains.Web.Errors;
using CommunityGrains.Web.Imports;
using CommunityGrains.Web.Shell;

namespace CommunityGrains.Web.Working;

/// <summary>What is taken away of an import: its report, and the rows that were refused.</summary>
internal static class WorkFiles
{
    private const string Csv = "text/csv; charset=utf-8";

    /// <summary>The report as a table. It names rows, not what stands in them.</summary>
    public static async Task<PageAnswer> ReportAsync(PageRequest request)
    {
        if (await WorkPages.FindAsync(request) is not { } work || ImportResult.Of(work) is not { } result)
            return ErrorPages.NotFound(request.Frame);
        var say = request.Texts.Import.Report;
        using var bytes = new MemoryStream();
        await using (var table = await CsvTableWriter.CreateAsync(
            bytes, [new(say.Row), new(say.What), new(say.Why)], request.Cancel))
        {
            foreach (var row in result.Rows)
            {
                var words = ReportWording.SentencesOf(say, row, request.Texts.Registry);
                await table.WriteRowAsync(
                    [$"{row.Row}", ReportWording.OutcomeOf(say, row), string.Join("; ", words)],
                    request.Cancel);
            }
        }

        return new PageAnswer.File("report.csv", Csv, bytes.ToArray());
    }

    /// <summary>The refused rows as they stood in the file, to mend and send again. Their owner's alone, for
    /// they may be anybody's data.</summary>
    public static async Task<PageAnswer> RefusedAsync(PageRequest request)
    {
        if (await WorkPages.FindAsync(request) is not { } work || work.Owner != request.Own()
            || work.Kind != ImportWork.KindName)
            return ErrorPages.NotFound(request.Frame);
        await using var file =
            await request.Service<LongWorks>().OpenAsync(work, WorkFile.Result, request.Cancel);
        if (file is null) return ErrorPages.NotFound(request.Frame);
        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes, request.Cancel);
        return new PageAnswer.File("refused.csv", Csv, bytes.ToArray());
    }
}
