using CommunityGrains.Notices;
using CommunityGrains.Notices.Letters;
using CommunityGrains.Notices.Making;

namespace CommunityGrains.Host.Serving;

/// <summary>How telling people fares. Nothing of it makes the program unready: pages are answered while a
/// mail server is away, and sending a program away would bring no letter on its way.</summary>
public sealed class NoticeHealth(
    NoticeReader reader, Notifying notifying, Postman postman, Outbox outbox, ILogger<NoticeHealth> logger)
{
    internal async Task<IReadOnlyList<PartHealth>> AskAsync(long? head, CancellationToken cancel)
    {
        var why = reader.Failure ?? notifying.Failure;
        return
        [
            new PartHealth(
                "notices", true,
                !notifying.IsRunning ? "followed by another program" : why is null ? "running" : "failing",
                reader.Position, head - reader.Position, why),
            await MailAsync(cancel),
        ];
    }

    private async Task<PartHealth> MailAsync(CancellationToken cancel)
    {
        try
        {
            var counts = await outbox.CountAsync(cancel);
            return new PartHealth(
                "mail", true, postman.Failure is null ? "running" : "failing", Lag: counts.Waiting,
                Reason: postman.Failure, Unresolved: counts.GivenUp > 0 ? counts.GivenUp : null);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            var kind = error.GetType().Name;
            logger.LogWarning("The outbox cannot be counted: {Error}", kind);
            return new PartHealth("mail", true, "failing", Reason: kind);
        }
    }
}
