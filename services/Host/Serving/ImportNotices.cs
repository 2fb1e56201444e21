using CommunityGrains.LongWork;
using CommunityGrains.LongWork.Imports;
using CommunityGrains.Notices;

namespace CommunityGrains.Host.Serving;

/// <summary>Lets somebody know that a file of his was taken in, or that it was not.</summary>
internal sealed class ImportNotices(NoticeDesk desk) : IImportListener
{
    public Task FinishedAsync(Work work, int rows, int refused, CancellationToken cancel) =>
        desk.ImportFinishedAsync(work.Owner, work.Region, work.Id, new RowCounts(rows, refused), cancel);

    public Task FailedAsync(Work work, CancellationToken cancel) =>
        desk.ImportFailedAsync(work.Owner, work.Region, work.Id, cancel);
}
