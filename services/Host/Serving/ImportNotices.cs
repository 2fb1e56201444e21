using CommunityGrains.LongWork;
using CommunityGrains.LongWork.Imports;
using CommunityGrains.Notices;

namespace CommunityGrains.Host.Serving;

/// <summary>Lets somebody know that a file of his was taken in.</summary>
internal sealed class ImportNotices(NoticeDesk desk) : IImportListener
{
    public Task FinishedAsync(Work work, int rows, CancellationToken cancel) =>
        desk.ImportFinishedAsync(work.Owner, work.Region, work.Id, rows, cancel);
}
