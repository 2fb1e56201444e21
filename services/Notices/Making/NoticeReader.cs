using CommunityGrains.Access;
using CommunityGrains.EventLog;
using CommunityGrains.Notices.Letters;
using CommunityGrains.Registry.Queries;
using Dapper;
using Microsoft.Extensions.Logging;

namespace CommunityGrains.Notices.Making;

/// <summary>
/// Reads the log for notices. The checkpoint stands beside the notices and moves in the transaction that
/// writes them, by compare-and-set: a program that was killed, or two that read at once, tell nobody twice.
/// It begins where the log ends on the first start: what was before is known.
/// </summary>
public sealed partial class NoticeReader(
    IEventLog log, IRegistry registry, AccessDatabase database, NoticeMaker maker, NoticeBook book,
    Outbox outbox, NoticeMetrics metrics, TimeProvider clock, ILogger<NoticeReader> logger)
{
    private const string Name = "notices";
    private const int PageSize = 500;

    private static readonly TimeSpan SightMax = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(2);

    /// <summary>Why it does not move on; null while it does.</summary>
    public string? Failure { get; private set; }

    /// <summary>How far it has read.</summary>
    public long Position { get; private set; }

    /// <summary>Reads until it is cancelled; a failure is said and tried again.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            try
            {
                await ReadToHeadAsync(cancel);
                Failure = null;
                await log.WaitAsync(Position, cancel);
            }
            catch (OperationCanceledException) when (cancel.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                Failure = error.GetType().Name;
                LogFailure(Failure, error.StackTrace);
                await Task.Delay(RetryAfter, clock, cancel)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Reads what there is now.</summary>
    public async Task ReadToHeadAsync(CancellationToken cancel)
    {
        var from = Position = await StartAsync(cancel);
        while (await log.ReadAllAsync(from, PageSize, cancel) is { Count: > 0 } page)
        {
            var end = page[^1].Position;
            // Lists are asked of the views: they must have seen what is told.
            if (!await registry.WaitAsync(end, SightMax, cancel))
                throw new TimeoutException("the views are behind");
            var made = await maker.OfAsync(page, cancel);
            var told = await CommitAsync(from, end, made, cancel);
            if (told is not null) metrics.Made(told.Value);
            from = Position = told is null ? await StartAsync(cancel) : end;
        }
    }

    /// <summary>How many notices were new; null when another has read this already.</summary>
    private async Task<int?> CommitAsync(long from, long end, Made made, CancellationToken cancel) =>
        await database.WriteAsync<int?>(async transaction =>
        {
            var moved = await transaction.Connection!.ExecuteAsync(
                "update notice_reader set position = @end where name = @Name and position = @from",
                new { end, Name, from }, transaction);
            if (moved == 0) return null;
            var told = await book.AddAsync(transaction, made.Notices);
            foreach (var letter in made.Letters) await outbox.AddAsync(transaction, letter);
            return told;
        }, cancel);

    private async Task<long> StartAsync(CancellationToken cancel)
    {
        var head = await log.HeadAsync(cancel);
        return await database.WriteAsync(async transaction =>
        {
            await transaction.Connection!.ExecuteAsync("""
                insert into notice_reader (name, position) values (@Name, @head)
                on conflict (name) do nothing
                """, new { Name, head }, transaction);
            var position = await transaction.Connection!.ExecuteScalarAsync<long>(
                "select position from notice_reader where name = @Name", new { Name }, transaction);
            if (position <= head) return position;
            // The log was restored to an older point. What comes now is new again.
            await transaction.Connection!.ExecuteAsync(
                "update notice_reader set position = @head where name = @Name", new { Name, head },
                transaction);
            return head;
        }, cancel);
    }

    [LoggerMessage(1, LogLevel.Warning, "Notices are not made: {Error}\n{Stack}")]
    private partial void LogFailure(string error, string? stack);
}
