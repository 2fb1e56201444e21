using System.Buffers;
using System.Text.Json;

namespace CommunityGrains.EventLog;

/// <summary>What every log refuses before it touches its storage, so that a request of the wrong shape costs
/// its neighbours nothing. The messages name limits and places, never contents.</summary>
public static class RequestCheck
{
    public const int EventsMax = 1_000;
    public const int JsonBytesMax = 1 << 20;
    public const int RequestBytesMax = 16 << 20;
    public const int EventNameLengthMax = 100;
    public const int AccountLengthMax = 100;

    private static readonly SearchValues<char> NameLetters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789.-");

    /// <summary>Why the request cannot be stored, whatever the log's state; null when the log is to
    /// decide.</summary>
    public static AppendFailedException? Refusal(AppendRequest request)
    {
        try
        {
            Check(request);
            return null;
        }
        catch (AppendFailedException error)
        {
            return error;
        }
    }

    private static void Check(AppendRequest request)
    {
        if (request.ExpectedVersion < 0) Refuse("the expected version is negative");
        if (request.Command == Guid.Empty) Refuse("the command has no id");
        if (request.Fingerprint.Length != 32)
            Refuse($"the fingerprint has {request.Fingerprint.Length} bytes, not 32");
        if (request.Account.Length is 0 or > AccountLengthMax)
            Refuse($"the account has {request.Account.Length} characters, not 1 to {AccountLengthMax}");
        if (request.Events.Count > EventsMax)
            Refuse($"{request.Events.Count} events are more than {EventsMax}");
        if (!request.Outcome.IsEmpty) CheckJson(request.Outcome, "the outcome");

        var bytes = (long)request.Outcome.Length;
        for (var index = 0; index < request.Events.Count; index++)
        {
            CheckEvent(request.Events[index], index + 1);
            bytes += request.Events[index].Json.Length;
        }

        if (bytes > RequestBytesMax) Refuse($"{bytes} bytes of JSON are more than {RequestBytesMax}");
    }

    private static void CheckEvent(NewEvent happened, int number)
    {
        var name = happened.Name;
        if (name.Length is 0 or > EventNameLengthMax || name.AsSpan().ContainsAnyExcept(NameLetters))
            Refuse($"event {number}: its name is not one such as 'community.registered.v1'");
        CheckJson(happened.Json, $"event {number}: its JSON");
    }

    private static void CheckJson(ReadOnlyMemory<byte> json, string what)
    {
        if (json.IsEmpty) Refuse($"{what} is empty");
        if (json.Length > JsonBytesMax) Refuse($"{what} has {json.Length} bytes, more than {JsonBytesMax}");
        try
        {
            // The reader leaves the bytes inside strings unchecked until they are asked for.
            if (!System.Text.Unicode.Utf8.IsValid(json.Span)) Refuse($"{what} is not UTF-8");
            var reader = new Utf8JsonReader(json.Span);
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject) Refuse($"{what} is not an object");
            while (reader.Read()) { }
        }
        catch (JsonException)
        {
            Refuse($"{what} is not well-formed");
        }
    }

    private static void Refuse(string why) =>
        throw new AppendFailedException($"The log cannot store this: {why}.");
}
