using System.CommandLine;
using CommunityGrains.Web;

namespace CommunityGrains.Host.CommandLine;

/// <summary>What lies under the map. Nothing by default: then no browser asks anybody else for
/// anything.</summary>
internal sealed class MapOptions
{
    private readonly CommonOptions common;
    private readonly Option<string?> tiles;
    private readonly Option<string?> credit;

    public MapOptions(CommonOptions common)
    {
        this.common = common;
        tiles = new("--map-tiles")
        {
            Description = common.Say(
                "Откуда брать картинки под картой; без этого — только границы",
                "Where the pictures under the map come from; without it there are boundaries only"),
            HelpName = "https://tiles.example.org/{z}/{x}/{y}.png",
        };
        tiles.Validators.Add(result =>
        {
            if (MapTiles.Parse(result.GetValueOrDefault<string?>()) is null)
            {
                result.AddError(common.Say(
                    "--map-tiles: нужен адрес одного сервера с {z}, {x} и {y}: "
                    + "https://tiles.example.org/{z}/{x}/{y}.png",
                    "--map-tiles takes an address of one server with {z}, {x} and {y}: "
                    + "https://tiles.example.org/{z}/{x}/{y}.png"));
            }
        });
        credit = new("--map-credit")
        {
            Description = common.Say(
                "Кого указать на карте: чьи картинки и границы",
                "Whom the map names: whose its pictures and boundaries are"),
            HelpName = "© …",
        };
    }

    public void AddTo(Command command)
    {
        command.Options.Add(tiles);
        command.Options.Add(credit);
        command.Validators.Add(result =>
        {
            if (result.GetValue(tiles) is not null && string.IsNullOrWhiteSpace(result.GetValue(credit)))
            {
                result.AddError(common.Say(
                    "--map-tiles указывают вместе с --map-credit: у картинок есть правообладатель",
                    "--map-tiles goes together with --map-credit: pictures belong to somebody"));
            }
        });
    }

    public HostOptions Apply(HostOptions options, ParseResult result) => options with
    {
        Tiles = MapTiles.Parse(result.GetValue(tiles)),
        MapCredit = result.GetValue(credit) is { } text && !string.IsNullOrWhiteSpace(text) ? text : null,
    };
}
