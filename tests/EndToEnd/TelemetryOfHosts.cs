namespace CommunityGrains.EndToEnd;

public sealed class TelemetryOfHosts : TelemetryContract
{
    protected override string Program => "communitygrains.dll";

    protected override string[] Told => [];

    protected override string[] Sources => ["Microsoft.AspNetCore", "CommunityGrains.Engine"];

    protected override string[] Meters => ["communitygrains.engine.commands", "System.Runtime"];
}
