using CommunityGrains.Access.Rights;
using CommunityGrains.Api.Http;
using CommunityGrains.Api.Specs.Fixture;
using CommunityGrains.Domain;
using CommunityGrains.Domain.Communities;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace CommunityGrains.Api.Specs.Security;

/// <summary>The table of rights and the program, held against each other: neither has what the other
/// lacks.</summary>
public sealed class EverythingHasItsRow(RunningProgram program) : HttpSpecification(program)
{
    // What says nothing of anybody: whether the program lives, what the API looks like, words and looks.
    private static readonly string[] OpenToAll =
        ["/health/live", "/health/ready", "/openapi/{documentName}.json", "/openapi/v1.json",
            "/problems/{code}", "/assets/{file}"];

    [Fact]
    public void Every_command_operation_page_and_field_has_a_row() =>
        WithoutRow(RightsPolicy.Default).ShouldBeEmpty("nobody may do or see these: give each a row");

    [Fact]
    public void A_missing_row_is_found()
    {
        What[] planted =
        [
            What.Do<CommunityCommand.Close>(), new What.Operation("leaders.export"), new What.Page("/"),
            new What.Field(PersonalField.Phone),
        ];
        var policy = new RightsPolicy(RightsTable.Rows.Where(row => !planted.Contains(row.What)));
        WithoutRow(policy).ShouldBe(planted, ignoreOrder: true);
    }

    [Fact]
    public void No_row_is_of_something_that_is_not_there() =>
        RightsTable.Rows.Select(row => row.What).Except(Everything()).ShouldBeEmpty();

    [Fact]
    public void Nothing_has_two_rows() => RightsTable.Rows.Select(row => row.What).ShouldBeUnique();

    [Fact]
    public void Every_endpoint_stands_behind_the_table_or_says_nothing_of_anybody() =>
        Endpoints()
            .Where(endpoint => endpoint.Metadata.GetMetadata<Operation>() is null
                && endpoint.Metadata.GetMetadata<What.Page>() is null)
            .Select(endpoint => endpoint.RoutePattern.RawText!)
            .Where(pattern => !OpenToAll.Contains(pattern))
            .ShouldBeEmpty("these are answered to everybody, whatever the table says");

    public static TheoryData<string> Guarded() =>
        [.. RightsTable.Rows.Where(row => !row.IsPublic && row.What is What.Operation or What.Command)
            .Where(row => row.What is not What.Command || row.Roles.Count > 0)
            .Select(row => row.What.ToString()!)];

    [Theory, MemberData(nameof(Guarded))]
    public async Task Who_is_not_signed_in_is_told_so_and_who_has_another_region_finds_nothing(string what)
    {
        var endpoint = Endpoints().Single(one =>
            one.Metadata.GetMetadata<Operation>()?.What.ToString() == what);
        var method = new HttpMethod(
            endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods.Single());
        var address = System.Text.RegularExpressions.Regex.Replace(
            endpoint.RoutePattern.RawText!, "{[^}]*}", _ => Guid.NewGuid().ToString());

        await Send(method, address, null, ("X-Viewer", "visitor"));
        ThenProblem(401, "request.sign-in");
        Answer.Headers.WwwAuthenticate.ToString().ShouldBe("Bearer");

        foreach (var role in new[] { "centre-administrator", "manager", "operator" })
        {
            await Send(method, address, null, ("X-Viewer", $"{role} RU-XX region"));
            // Whether the record is about himself is seen only after the body was read.
            var isLet = (int)Answer.StatusCode == 400
                && RightsTable.Rows.Single(row => row.What.ToString() == what).Self;
            if (!isLet) ThenStatus(404);
        }
    }

    private IEnumerable<RouteEndpoint> Endpoints() => Program.App.Services
        .GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();

    private IEnumerable<What> Everything() =>
    [
        .. GrainKinds.All.SelectMany(kind => kind.CommandType.GetNestedTypes()
            .Where(kind.CommandType.IsAssignableFrom).Select(type => new What.Command(type))),
        .. Endpoints().Select(endpoint => endpoint.Metadata.GetMetadata<Operation>()?.What)
            .OfType<What.Operation>(),
        .. Endpoints().Select(endpoint => endpoint.Metadata.GetMetadata<What.Page>()).OfType<What>()
            .Distinct(),
        .. Enum.GetValues<PersonalField>().Select(field => new What.Field(field)),
    ];

    private IEnumerable<What> WithoutRow(RightsPolicy policy) =>
        Everything().Where(what => policy.Find(what) is null);
}
