// A program in Go within Pulumi's Automation API, which needs no language host and no generated SDK.
package main

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"os"

	"github.com/pulumi/pulumi/sdk/v3/go/auto"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
)

type scimConfigToken struct {
	pulumi.CustomResourceState
	TokenString       pulumi.StringOutput  `pulumi:"tokenString"`
	ScimConfigTokenID pulumi.Float64Output `pulumi:"scimConfigTokenId"`
}

func register(ctx *pulumi.Context) (string, error) {
	parameter, err := base64.StdEncoding.DecodeString(os.Getenv("PARAMETER"))
	if err != nil {
		return "", err
	}
	response, err := ctx.RegisterPackage(&pulumirpc.RegisterPackageRequest{
		Name:    "terraform-provider",
		Version: os.Getenv("BRIDGE_VERSION"),
		Parameterization: &pulumirpc.Parameterization{
			Name: "dbtcloud", Version: "0.0.0", Value: parameter,
		},
	})
	return response.GetRef(), err
}

func program(ctx *pulumi.Context) error {
	ref, err := register(ctx)
	if err != nil {
		return err
	}
	var okta scimConfigToken
	args := pulumi.Map{"name": pulumi.String("okta-scim")}
	secret := pulumi.AdditionalSecretOutputs([]string{"tokenString"})
	err = ctx.RegisterPackageResource(
		"dbtcloud:index/scimConfigToken:ScimConfigToken", "okta", args, &okta, ref, secret)
	if err != nil {
		return err
	}
	ctx.Export("scimToken", okta.TokenString)
	ctx.Export("scimTokenId", okta.ScimConfigTokenID)
	return nil
}

type output struct {
	Value  any  `json:"value"`
	Secret bool `json:"secret"`
}

func run(ctx context.Context, stack auto.Stack) (*map[string]int, map[string]output, error) {
	outputs := map[string]output{}
	if os.Args[1] == "destroy" {
		result, err := stack.Destroy(ctx)
		return result.Summary.ResourceChanges, outputs, err
	}
	result, err := stack.Up(ctx)
	for name, each := range result.Outputs {
		outputs[name] = output{each.Value, each.Secret}
	}
	return result.Summary.ResourceChanges, outputs, err
}

func main() {
	ctx := context.Background()
	stack, err := auto.UpsertStackInlineSource(
		ctx, "dev", "inline", program, auto.WorkDir(os.Getenv("FOLDER")))
	if err != nil {
		panic(err)
	}
	changes, outputs, err := run(ctx, stack)
	if err != nil {
		panic(err)
	}
	text, err := json.Marshal(map[string]any{"changes": changes, "outputs": outputs})
	if err != nil {
		panic(err)
	}
	fmt.Println(string(text))
}
