using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace CommunityGrains.Registry.Exports;

/// <summary>A value for JSON, given as canonical text: a number and yes/no stand as such, all else as a
/// string.</summary>
public readonly record struct JsonValueText(string? Text, CellKind Kind = CellKind.Text, bool IsYesNo = false)
{
    /// <summary>Writes the member; one without a value is left out.</summary>
    public void Write(Utf8JsonWriter json, string name)
    {
        if (Text is null) return;
        if (IsYesNo) json.WriteBoolean(name, Text == "true");
        else if (Kind == CellKind.Number
            && decimal.TryParse(Text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number))
            json.WriteNumber(name, number);
        else json.WriteString(name, Text);
    }
}

internal static class JsonLines
{
    // Russian letters stay readable; what could end a script block does not.
    public static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);
}

/// <summary>JSON Lines: one object per line, UTF-8 without a mark, each line ended by a line feed.</summary>
public sealed class JsonLinesWriter : IAsyncDisposable
{
    private const int FlushBytes = 1 << 16;

    private readonly Stream stream;
    private readonly MemoryStream buffer = new();
    private readonly Utf8JsonWriter json;

    public JsonLinesWriter(Stream stream)
    {
        this.stream = stream;
        json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JsonLines.Encoder });
    }

    public async ValueTask WriteAsync(
        IEnumerable<KeyValuePair<string, JsonValueText>> members, Action<Utf8JsonWriter>? more = null,
        CancellationToken cancel = default)
    {
        json.WriteStartObject();
        foreach (var (name, value) in members) value.Write(json, name);
        more?.Invoke(json);
        json.WriteEndObject();
        json.Flush();
        json.Reset();
        buffer.WriteByte((byte)'\n');
        if (buffer.Length > FlushBytes) await FlushAsync(cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await FlushAsync(CancellationToken.None);
        await json.DisposeAsync();
    }

    private async ValueTask FlushAsync(CancellationToken cancel)
    {
        await stream.WriteAsync(buffer.GetBuffer().AsMemory(0, (int)buffer.Length), cancel);
        buffer.SetLength(0);
    }
}
