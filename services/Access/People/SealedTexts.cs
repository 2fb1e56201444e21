using System.Text.Json;
using CommunityGrains.Domain;

namespace CommunityGrains.Access.People;

/// <summary>Finds the sealed texts of a stored event.</summary>
internal static class SealedTexts
{
    /// <summary>Each with the members that lead to it, with points between.</summary>
    public static IReadOnlyList<(string Path, string Text)> Of(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        var found = new List<(string, string)>();
        Find(document.RootElement, "", found);
        return found;
    }

    private static void Find(JsonElement element, string path, List<(string, string)> found)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in element.EnumerateObject())
                    Find(member.Value, path.Length == 0 ? member.Name : $"{path}.{member.Name}", found);
                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray()) Find(item, path, found);
                break;
            case JsonValueKind.String when SealedText.IsSealed(element.GetString()):
                found.Add((path, element.GetString()!));
                break;
        }
    }
}
