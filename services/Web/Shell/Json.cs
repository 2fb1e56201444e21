using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace CommunityGrains.Web.Shell;

/// <summary>JSON for scripts of pages: camel case, letters of any language as they are.</summary>
internal static class Json
{
    public static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);

    public static readonly JsonSerializerOptions Options =
        new(JsonSerializerDefaults.Web) { Encoder = Encoder };
}
