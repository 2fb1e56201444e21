using System.Text.Json;
using CommunityGrains.Web.Shell;
using CommunityGrains.Web.Wording;

namespace CommunityGrains.Web.Map;

/// <summary>What the map's script says, from the same catalogue as the pages. Nouns go by the names that
/// browsers have for the forms of their language.</summary>
internal static class MapScriptTexts
{
    public static string Of(Words words)
    {
        var (texts, noun) = (words.Texts.Atlas.Map, words.Texts.Counts.Communities);
        return JsonSerializer.Serialize(
            new
            {
                texts.Loading, texts.Failed, texts.Shown, texts.ZoomIn, texts.ZoomOut, texts.Close,
                texts.Community, texts.Open, texts.AllHere, texts.OnlyThese, texts.OpenMunicipality,
                Nouns = new { noun.One, noun.Few, noun.Many, Other = noun.Many },
            },
            Json.Options);
    }
}
