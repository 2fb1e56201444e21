using CommunityGrains.EndToEnd;

namespace CommunityGrains.Silo.Specs;

public sealed class TelemetryOfSilos : TelemetryContract
{
    protected override string Program => SilosUnderLoad.Program;

    protected override string[] Told { get; } =
        ["--silo", $"127.0.0.1:{Installation.FreePort()}", "--gateway-port", $"{Installation.FreePort()}"];

    protected override string[] Sources =>
        ["Microsoft.AspNetCore", "CommunityGrains.Engine", "Microsoft.Orleans.Application"];

    protected override string[] Meters => ["communitygrains.engine.commands", "Microsoft.Orleans"];
}
