using static CommunityGrains.EventLog.Contract.Requests;

namespace CommunityGrains.EventLog.Contract;

/// <summary>Cancelling, shutting down, and a storage that another program holds: whoever got a verdict finds
/// it kept, whoever got none finds nothing.</summary>
public abstract class Ending(LogStore store) : LogContract(store)
{
    [Fact]
    public async Task A_cancelled_request_is_stored_whole_with_a_verdict_or_not_at_all()
    {
        var requests = Enumerable.Range(0, 900).Select(_ => To(NewStream(), 0, events: 2)).ToList();
        using var given = new CancellationTokenSource();
        var answers = new List<Task<AppendVerdict>>();
        await using (await Store.HoldWritesAsync())
        {
            // Writers take what comes first and are held up, a second one perhaps when it gets crowded; the
            // last wait behind them.
            foreach (var wave in requests.Chunk(300))
            {
                for (var look = 0; look < 100; look++) await Everything();
                answers.AddRange(wave.Select(Ask));
            }

            await given.CancelAsync();
            await Should.ThrowAsync<OperationCanceledException>(
                answers[^1].Within("withdrawal of the last, while others hold the storage"));
        }

        foreach (var (request, answer) in requests.Zip(answers))
        {
            await answer.ContinueWith(_ => { }, TaskScheduler.Default).Within("end of the request");
            (answer.IsCompletedSuccessfully || answer.IsCanceled).ShouldBeTrue();
            var stored = await Log.ReadStreamAsync(request.Stream, 0, 10, Cancel);
            stored.Count.ShouldBe(answer.IsCanceled ? 0 : 2);
            (await Log.FindCommandAsync(request.Command, Cancel) is null).ShouldBe(answer.IsCanceled);
        }

        Task<AppendVerdict> Ask(AppendRequest request) => Log.AppendAsync(request, given.Token).AsTask();
    }

    [Fact]
    public async Task Cancelled_before_it_is_asked_a_request_is_not_stored()
    {
        var request = To(NewStream(), 0);
        await Should.ThrowAsync<OperationCanceledException>(
            async () => await Log.AppendAsync(request, new CancellationToken(canceled: true)));
        (await Log.FindCommandAsync(request.Command, Cancel)).ShouldBeNull();
    }

    /// <summary>Trap 16.</summary>
    [Fact, Trait("Trap", "16")]
    public async Task While_another_program_holds_the_storage_appends_wait_and_then_succeed()
    {
        List<Task<AppendVerdict>> answers;
        await using (await Store.HoldWritesAsync())
        {
            answers = [.. Enumerable.Range(0, 20).Select(_ => Append(To(NewStream(), 0)).AsTask())];
            (await Everything()).ShouldBeEmpty("reading goes on, and nothing is there yet");
            answers.ShouldAllBe(answer => !answer.IsCompleted);
        }

        (await Task.WhenAll(answers).Within("verdicts after the release"))
            .ShouldAllBe(verdict => verdict is AppendVerdict.Appended);
    }

    [Fact]
    public async Task Shut_while_busy_the_log_answers_what_it_has_taken_and_refuses_the_rest()
    {
        var requests = Enumerable.Range(0, 2_000).Select(_ => To(NewStream(), 0)).ToList();
        var answers = new List<Task<AppendVerdict>>();
        foreach (var request in requests.Take(1_000)) answers.Add(Append(request).AsTask());
        var shutting = Log.DisposeAsync().AsTask();
        foreach (var request in requests.Skip(1_000)) answers.Add(Append(request).AsTask());
        await shutting.Within("end of the log");

        await using var reopened = await Store.OpenLogAsync();
        for (var index = 0; index < requests.Count; index++)
        {
            var kept = await reopened.FindCommandAsync(requests[index].Command, Cancel);
            if (kept is null)
                await Should.ThrowAsync<ObjectDisposedException>(answers[index].Within("refusal"));
            else
                (await answers[index].Within("verdict")).ShouldBeOfType<AppendVerdict.Appended>();
            if (index < 1_000) kept.ShouldNotBeNull("what was taken before is answered");
        }

        (await Everything(reopened)).Count.ShouldBeLessThan(2_000, "the log was shut in between");
    }

    [Fact]
    public async Task A_shut_log_says_so()
    {
        await Log.DisposeAsync();
        await Should.ThrowAsync<ObjectDisposedException>(async () => await Append(To(NewStream(), 0)));
        await Should.ThrowAsync<ObjectDisposedException>(async () => await Everything());
        await Log.DisposeAsync();
    }
}
