using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Components;
using QRCoder;

namespace CommunityGrains.Web.Account;

/// <summary>A QR code as a drawing within the page: no script, no style and no address to fetch, so that the
/// content policy stays without exceptions.</summary>
internal static class QrPicture
{
    /// <summary>The drawing of a text, black on white with its quiet zone, named for who does not see
    /// it.</summary>
    public static MarkupString Of(string text, string name)
    {
        using var generator = new QRCodeGenerator();
        using var code = generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var size = code.ModuleMatrix.Count;
        var path = new StringBuilder();
        for (var row = 0; row < size; row++)
        {
            for (var column = 0; column < size; column++)
            {
                if (code.ModuleMatrix[row][column])
                    path.Append(CultureInfo.InvariantCulture, $"M{column} {row}h1v1h-1z");
            }
        }

        return (MarkupString)$"""
            <svg class="qr" role="img" aria-label="{HtmlEncoder.Default.Encode(name)}"
              viewBox="0 0 {size} {size}" shape-rendering="crispEdges"><path fill="#fff"
              d="M0 0h{size}v{size}H0z"/><path d="{path}"/></svg>
            """;
    }
}
