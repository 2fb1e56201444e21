using CommunityGrains.Host.CommandLine;
using CommunityGrains.Silo;

return await Cli.RunAsync(args, Console.Out, Console.Error, new ClusterChoice());
