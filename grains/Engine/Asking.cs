using System.Diagnostics;

namespace CommunityGrains.Engine;

/// <summary>One order as operators see it, from asking to the answer: counted, timed and traced by its
/// outcome.</summary>
internal sealed class Asking(Order order) : IDisposable
{
    private readonly Activity? trace = EngineTelemetry.Source.StartActivity("grain.ask");
    private readonly long began = Stopwatch.GetTimestamp();
    private string outcome = "failed";

    public Reply Answered(Reply reply)
    {
        outcome = reply switch
        {
            { Repeated: true } => "repeated",
            Reply.Refused => "refused",
            Reply.Accepted { EventCount: 0 } => "already-so",
            _ => "accepted",
        };
        return reply;
    }

    public void Failed(Exception error, CancellationToken cancel)
    {
        outcome = error switch
        {
            CommandReusedException => "reused",
            OperationCanceledException when cancel.IsCancellationRequested => "cancelled",
            _ => "failed",
        };
        // The type alone: a message may quote what was asked.
        if (outcome == "failed") trace?.SetStatus(ActivityStatusCode.Error, error.GetType().Name);
    }

    public void Dispose()
    {
        var category = EngineTelemetry.Category(order.Stream.Category);
        EngineTelemetry.Commands.Add(1, category, EngineTelemetry.Outcome(outcome));
        EngineTelemetry.Latency.Record(
            Stopwatch.GetElapsedTime(began).TotalSeconds, category, EngineTelemetry.Outcome(outcome));
        if (trace is null) return;
        trace.SetTag("grain.category", order.Stream.Category);
        trace.SetTag("grain.command", order.Command.GetType().Name);
        trace.SetTag("grain.command.id", order.Command.Asked.Id.Value);
        trace.SetTag("outcome", outcome);
        trace.Dispose();
    }
}
