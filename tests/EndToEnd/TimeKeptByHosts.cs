namespace CommunityGrains.EndToEnd;

public sealed class TimeKeptByHosts : TimekeepingContract
{
    protected override string Program => "communitygrains.dll";

    protected override string[] Told(int index) => [];
}
