using System.Reflection;
using CommunityGrains.Api.Commands;
using CommunityGrains.Api.Specs.Fixture;
using CommunityGrains.Domain;
using CommunityGrains.Domain.Communities;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace CommunityGrains.Api.Specs.Contract;

public sealed class EveryCommandHasAnEndpoint(RunningProgram program)
{
    public static TheoryData<string, Type> Commands()
    {
        var commands = new TheoryData<string, Type>();
        foreach (var kind in GrainKinds.All)
        {
            foreach (var type in kind.CommandType.GetNestedTypes().Where(kind.CommandType.IsAssignableFrom))
            {
                if (!IsForProcessAlone(type) && !IsForFormsAlone(type))
                    commands.Add($"{kind.Category}: {type.Name}", type);
            }
        }

        return commands;
    }

    [Fact]
    public void What_only_a_process_asks_has_no_address()
    {
        var addressed = ApiEndpoints.Resources.SelectMany(resource => resource.Commands)
            .Select(route => route.Command).Where(IsForProcessAlone);
        addressed.ShouldBeEmpty();
        typeof(CommunityCommand).GetNestedTypes().Where(IsForProcessAlone)
            .ShouldBe([typeof(CommunityCommand.MergeInto), typeof(CommunityCommand.Release)],
                ignoreOrder: true);
    }

    [Fact]
    public void What_only_a_form_asks_has_no_address() =>
        ApiEndpoints.Resources.SelectMany(resource => resource.Commands)
            .Select(route => route.Command).Where(IsForFormsAlone).ShouldBeEmpty();

    [Fact]
    public void Whoever_has_no_account_asks_nothing_but_by_forms() =>
        CommunityGrains.Access.Rights.RightsTable.Rows
            .Where(row => row is { IsPublic: true, What: CommunityGrains.Access.Rights.What.Command })
            .Select(row => ((CommunityGrains.Access.Rights.What.Command)row.What).Type)
            .ShouldAllBe(command => IsForFormsAlone(command));

    [Fact]
    public void All_commands_of_the_four_kinds_are_looked_at() => Commands().Count.ShouldBeGreaterThan(60);

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_command_can_be_sent_to_exactly_one_address(string what, Type command)
    {
        var routes = program.App.Services.GetRequiredService<EndpointDataSource>().Endpoints
            .Where(endpoint => endpoint.Metadata.GetMetadata<CommandRoute>()?.Command == command)
            .Select(endpoint => ((RouteEndpoint)endpoint).RoutePattern.RawText)
            .ToList();
        routes.Count.ShouldBe(1, what);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void The_parts_of_an_address_are_members_of_its_command(string what, Type command)
    {
        var route = ApiEndpoints.Resources.SelectMany(resource => resource.Commands)
            .Single(one => one.Command == command);
        var inAddress = RoutePatternOf(route).Parameters.Select(part => part.Name).Where(name => name != "id")
            .Select(name => name == "entry" ? "id" : name);
        var members = CommandShape.Of(command).BodyMembers.Select(member => member.Name);
        inAddress.ShouldBeSubsetOf(members, what);
    }

    private static bool IsForProcessAlone(Type command) =>
        command.GetCustomAttribute<AskedByProcessAttribute>() is not null;

    private static bool IsForFormsAlone(Type command) =>
        command.GetCustomAttribute<AskedByFormAttribute>() is not null;

    private static Microsoft.AspNetCore.Routing.Patterns.RoutePattern RoutePatternOf(CommandRoute route) =>
        Microsoft.AspNetCore.Routing.Patterns.RoutePatternFactory.Parse("/resource" + route.Pattern);
}
