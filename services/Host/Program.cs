using CommunityGrains.Host.CommandLine;

return await Cli.RunAsync(args, Console.Out, Console.Error);
