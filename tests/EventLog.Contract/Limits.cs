using System.Text;
using static CommunityGrains.EventLog.Contract.Requests;

namespace CommunityGrains.EventLog.Contract;

/// <summary>What no log takes, and that its neighbours are not disturbed by it.</summary>
public abstract class Limits(LogStore store) : LogContract(store)
{
    public static readonly TheoryData<string, string> WrongRequests = new()
    {
        { "version", "the expected version is negative" },
        { "command", "the command has no id" },
        { "fingerprint", "the fingerprint has 31 bytes, not 32" },
        { "account", "the account has 101 characters, not 1 to 100" },
        { "no account", "the account has 0 characters, not 1 to 100" },
        { "events", "1001 events are more than 1000" },
        { "no name", "event 2: its name is not one such as 'community.registered.v1'" },
        { "name", "event 2: its name is not one such as 'community.registered.v1'" },
        { "empty", "event 2: its JSON is empty" },
        { "large", "event 2: its JSON has 1048577 bytes, more than 1048576" },
        { "torn", "event 2: its JSON is not well-formed" },
        { "two", "event 2: its JSON is not well-formed" },
        { "array", "event 2: its JSON is not an object" },
        { "not text", "event 2: its JSON is not UTF-8" },
        { "outcome", "the outcome is not well-formed" },
        { "all", "17825792 bytes of JSON are more than 16777216" },
    };

    [Theory, MemberData(nameof(WrongRequests))]
    public async Task A_request_of_the_wrong_shape_is_refused_with_the_reason(string wrong, string why)
    {
        var request = Spoil(To(NewStream(), 0), wrong);
        var answer = Append(request).AsTask();
        var neighbour = Append(To(NewStream(), 0)).AsTask();
        (await Should.ThrowAsync<AppendFailedException>(answer)).Message
            .ShouldBe($"The log cannot store this: {why}.");
        (await neighbour).ShouldBe(new AppendVerdict.Appended(1, 1));
    }

    [Fact]
    public async Task What_is_just_within_the_limits_is_stored()
    {
        var largest = JsonOf(1 << 20);
        var request = To(NewStream(), 0) with { Account = new string('я', 100), Events = [largest] };
        await Append(request);
        await Append(To(NewStream(), 0, events: 1_000));
        var everything = await Everything();
        everything.Count.ShouldBe(1_001);
        everything[0].Json.Span.SequenceEqual(largest.Json.Span).ShouldBeTrue();
        await ChainsHold(Log);
    }

    private static AppendRequest Spoil(AppendRequest request, string wrong) => wrong switch
    {
        "version" => request with { ExpectedVersion = -1 },
        "command" => request with { Command = Guid.Empty },
        "fingerprint" => request with { Fingerprint = new byte[31] },
        "account" => request with { Account = new string('a', 101) },
        "no account" => request with { Account = "" },
        "events" => request with { Events = [.. Enumerable.Repeat(Event(), 1_001)] },
        "no name" => request with { Events = [Event(), Event("")] },
        "name" => request with { Events = [Event(), Event("CommunityRegistered")] },
        "empty" => request with { Events = [Event(), Json("")] },
        "large" => request with { Events = [Event(), JsonOf((1 << 20) + 1)] },
        "torn" => request with { Events = [Event(), Json("""{"a":1""")] },
        "two" => request with { Events = [Event(), Json("""{"a":1}{"b":2}""")] },
        "array" => request with { Events = [Event(), Json("[]")] },
        "not text" => request with
        {
            Events = [Event(), new NewEvent("a.b.v1", (byte[])[.. "{\"a\":\""u8, 0xFF, .. "\"}"u8])],
        },
        "outcome" => request with { Outcome = "{"u8.ToArray() },
        "all" => request with { Events = [.. Enumerable.Repeat(JsonOf(1 << 20), 17)] },
        _ => throw new ArgumentOutOfRangeException(nameof(wrong), wrong, "no such fault"),
    };

    /// <summary>An event whose JSON has exactly so many bytes.</summary>
    private static NewEvent JsonOf(int bytes) => Json($$"""{"a":"{{new string('x', bytes - 8)}}"}""");

    private static NewEvent Json(string json) => new("community.noted.v1", Encoding.UTF8.GetBytes(json));
}
